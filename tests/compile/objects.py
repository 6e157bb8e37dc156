#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that what thinks while clang runs is no part of an object:  objects.py --compiler clang++ --include include

Unoptimised objects of a formula written out, of one kept as tensors and of one with functions in lanes may hold no
rule of any operation: clang would spend its optimiser on what is then thrown away. (g++ without optimisation keeps
what static members refer to.)
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

sources = pathlib.Path(__file__).resolve().parents[2] / "bench" / "compile"


def rules_in(options, question):
    with tempfile.TemporaryDirectory() as place:
        name = str(pathlib.Path(place) / "o.o")
        subprocess.run([options.compiler, "-std=c++20", "-O0", "-w", "-DSIZE=2", "-DBLOCK", "-c", "-o", name,
                        *(f"-I{i}" for i in options.include), str(sources / f"{question}.cpp")],
                       check=True, stdin=subprocess.DEVNULL)
        symbols = subprocess.run(["nm", "-C", name], check=True, capture_output=True, text=True).stdout
    return [line for line in symbols.splitlines() if "::pullback(" in line]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="clang++")
    parser.add_argument("--include", action="append", default=[])
    options = parser.parse_args()
    found = {question: rules_in(options, question) for question in ("chain", "mlp", "bundle", "wide", "scalarised")}
    for question, rules in found.items():
        print(f"{question}: {len(rules)} rules", *rules[:3], sep="\n  ")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
