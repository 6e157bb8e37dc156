#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compiles device.cu to PTX and looks at it; no device is needed:

    ptx.py --compiler clang++-19|nvcc --include include

The kernels called small_* have neither local memory nor calls. No kernel traps where nothing was asked to, and
nothing is left to be linked. In nvcc's unoptimised code no address is a number: constants of the host, read when a
kernel runs, would be such, without a word from nvcc.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent / "device.cu"
CLANG = ["-x", "cuda", "-std=c++20", "--cuda-gpu-arch=sm_80", "--cuda-device-only", "-nocudainc", "-nocudalib", "-S"]
NVCC = ["-std=c++20", "--expt-relaxed-constexpr", "-arch=sm_80"]


def compiled(options, *more):
    flags = NVCC if "nvcc" in pathlib.Path(options.compiler).name else CLANG
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder, "device.ptx")
        command = [options.compiler, *flags, *more, *[f"-I{i}" for i in options.include], SOURCE, "-o", target]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            said = [line for line in (run.stdout + run.stderr).splitlines() if "error" in line]
            sys.exit("\n".join([f"{options.compiler} does not compile device.cu:", *said[:10]]))
        return target.read_bytes().decode("utf-8", "replace")


def functions(ptx):
    """Name and body of each function."""
    for found in re.finditer(r"^(?:\.\w+ )*\.(?:entry|func)\b[^{;]*?([\w$]+)\s*\([^{;]*?\)[^{;]*^\{(.*?)^\}", ptx,
                             re.MULTILINE | re.DOTALL):
        yield found[1], found[2]


def optimised(ptx):
    bodies = dict(functions(ptx))
    kernels = [(name, body) for name, body in bodies.items() if "small_" in name or "large_" in name]
    if len(kernels) != 4:
        yield f"device.cu has 4 kernels, its PTX has {len(kernels)}"
    for name, body in kernels:
        if re.search(r"^\s*trap;", body, re.MULTILINE):
            yield f"{name} traps"
        if "small_" in name and ".local" in body:
            yield f"{name} has local memory"
        if "small_" in name and re.search(r"\bcall\b", body):
            yield f"{name} calls a function"
    reached, waiting = set(), [name for name, _ in kernels]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        waiting += [word for word in set(re.findall(r"[\w$]+", bodies[name])) if word in bodies]
    for symbol in re.findall(r"^\.extern [^;]*?([\w$]+)\s*(?:\[[^]]*\])?\s*(?:\(|;)", ptx, re.MULTILINE):
        if any(re.search(rf"\b{re.escape(symbol)}\b", bodies[name]) for name in reached):
            yield f"{symbol} is left to be linked"


def numbers_as_addresses(ptx):
    """Loads and stores of unoptimised code whose address is made of nothing but numbers and subscripts."""
    for name, body in functions(ptx):
        made = {}  # all that is ever written to a register: loops write again
        for operation, register, operands in re.findall(r"^\s*([a-z][\w.]*)\s+(%rd\d+), ([^;]*);", body, re.MULTILINE):
            made.setdefault(register, []).append((operation, [operand.strip() for operand in operands.split(",")]))

        def is_number(register):
            seen, waiting = set(), [register]
            while waiting:
                word = waiting.pop()
                if word in seen or re.fullmatch(r"-?\d+", word):
                    continue
                seen.add(word)
                for operation, operands in made.get(word, [("", [])]):
                    if operation.startswith(("mov", "add", "sub")):
                        waiting += operands
                    elif not operation.startswith(("shl", "mul", "mad", "cvt.s64", "cvt.u64")):
                        return False
            return True

        for line in body.splitlines():
            address = re.search(r"\b(?:ld|st)\.(?!param|local|shared|const)\S+\s.*\[([^\]+]+)(?:\+\d+)?\]", line)
            if address and is_number(address[1]):
                yield f"{name[:80]} reads a number as an address: {line.strip()}"
                break


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", action="append", default=[])
    options = parser.parse_args()
    if "nvcc" in pathlib.Path(options.compiler).name:
        problems = [*optimised(compiled(options, "-O3", "-ptx")), *numbers_as_addresses(compiled(options, "-G", "-ptx"))]
        compiled(options, "-c")  # and what nvcc gives the compiler of the host
    else:
        problems = list(optimised(compiled(options, "-O3")))
    print(*problems, f"{options.compiler}: {len(problems)} problems", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
