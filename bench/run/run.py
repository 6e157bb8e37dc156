#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Builds the run-time benchmarks with each compiler, runs them in turns, writes bench/RESULTS.md and plots.

    bench/run/run.py                               everything, on a machine that does nothing else
    bench/run/run.py --only gmm,mlp --quick        the programs whose names begin so, few repetitions
    bench/run/run.py --report                      the report again, from the stored measurements

Times are CPU times: medians over all repetitions of all rounds; in a round the programs of all compilers take
turns, and within a program the contenders do.
"""
import argparse
import json
import os
import re
import subprocess
import sys

import report

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
FLAGS = "-O3 -march=native"


def build_folder(options, compiler):
    return os.path.join(options.build, "bench-" + compiler)


def call(command, **how):
    print("+", " ".join(command), flush=True)
    return subprocess.run(command, check=True, text=True, **how)


def build(options, compiler, only):
    """Configures and builds; gives the names of the programs."""
    folder = build_folder(options, compiler)
    call(["cmake", "-S", ROOT, "-B", folder, "-DCMAKE_CXX_COMPILER=" + compiler, "-DCMAKE_BUILD_TYPE=Release",
          "-DCMAKE_CXX_FLAGS_RELEASE=" + FLAGS + " -DNDEBUG", "-DTAPELESS_BUILD_TESTS=OFF",
          "-DTAPELESS_BUILD_EXAMPLES=OFF", "-DTAPELESS_BUILD_BENCHMARKS=ON"], stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "bench", "run", "programs.txt"), encoding="utf-8") as listed:
        names = [name for name in listed.read().split() if not only or name.startswith(tuple(only))]
    if not names:
        sys.exit("No program begins with " + " or ".join(only))
    if options.build_too:
        call(["cmake", "--build", folder, "--parallel", str(options.jobs), "--target"] +
             ["run_" + name for name in names], stdout=subprocess.DEVNULL)
    return names


def object_sizes(folder, program):
    """Bytes of code and constants in each contender's object file."""
    sizes = {}
    objects = os.path.join(folder, "bench", "run", "CMakeFiles", "run_" + program + ".dir")
    for directory, _, files in os.walk(objects):
        for name in files:
            if name.endswith(".cpp.o") and not name.startswith(("main.", "allocations.")):
                printed = subprocess.run(["size", os.path.join(directory, name)], check=True, text=True,
                                         stdout=subprocess.PIPE).stdout.splitlines()[1].split()
                sizes[name.removesuffix(".cpp.o").removesuffix("_second")] = int(printed[0]) + int(printed[1])
    return sizes


def environment():
    """OpenBLAS takes processors that it does not know for the oldest: it is told what kernels they can run."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            text = info.read()
    except OSError:
        text = ""
    kernels = {"OPENBLAS_CORETYPE": "SkylakeX"} if "avx512f" in text else {}
    return {**kernels, "OPENBLAS_NUM_THREADS": "1", **os.environ}


def measure(options, folder, program):
    """One round of one program: name of the benchmark -> its entries of JSON."""
    command = [os.path.join(folder, "bench", "run", program), "--benchmark_format=json",
               "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=%g" % options.min_time,
               "--benchmark_repetitions=%d" % options.repetitions]
    if options.filter:
        command.append("--benchmark_filter=" + options.filter)
    print("+", os.path.relpath(command[0], ROOT), flush=True)
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment())
    if done.returncode:
        sys.exit("%s: %s" % (program, done.stderr.strip().splitlines()[-1:] or done.returncode))
    found = {}
    for entry in json.loads(done.stdout)["benchmarks"]:
        if entry["run_type"] == "iteration":
            scale = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}[entry["time_unit"]]
            one = found.setdefault(entry["run_name"], {"ns": [], "stack": 0, "allocations": 0})
            one["ns"].append(entry["cpu_time"] * scale)
            for counter in ("stack", "allocations"):
                one[counter] = max(one[counter], int(entry.get(counter, 0)))
    return found


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            text = info.read()
    except OSError:
        return "unknown processor"
    name = re.search(r"model name\s*:\s*(.*)", text)
    wide = "AVX-512" if "avx512f" in text else "AVX2" if "avx2" in text else "no AVX2"
    return (name.group(1) if name else "unknown processor") + ", " + wide


def version(compiler):
    return subprocess.run([compiler, "--version"], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.splitlines()[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="beginnings of names of programs, separated by commas")
    parser.add_argument("--filter", default="", help="a regular expression for names of benchmarks")
    parser.add_argument("--quick", action="store_true", help="one round of three short repetitions")
    parser.add_argument("--compilers", default="g++,clang++-19")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--min-time", type=float, default=0.05, help="seconds a repetition")
    parser.add_argument("--jobs", type=int, default=1, help="compilations at a time")
    parser.add_argument("--build", default=os.path.join(ROOT, "build"), help="where the build folders are")
    parser.add_argument("--no-build", dest="build_too", action="store_false", help="run what was built")
    parser.add_argument("--report", action="store_true", help="only write the report again")
    parser.add_argument("--output", default=os.path.join(ROOT, "bench"), help="where RESULTS.md and plots go")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.repetitions, options.min_time = 1, 3, 0.02
    only = [name for name in options.only.split(",") if name]
    compilers = [name for name in options.compilers.split(",") if name]
    stored = os.path.join(options.build, "bench-results.json")
    results = {"flags": FLAGS, "processor": processor(), "compilers": {}, "times": {}, "sizes": {}}
    if os.path.exists(stored) and (only or options.report):
        with open(stored, encoding="utf-8") as file:
            results = json.load(file)
    if not options.report:
        programs = {compiler: build(options, compiler, only) for compiler in compilers}
        fresh = {compiler: {} for compiler in compilers}
        for _ in range(options.rounds):
            for program in programs[compilers[0]]:
                for compiler in compilers:
                    for name, one in measure(options, build_folder(options, compiler), program).items():
                        seen = fresh[compiler].setdefault(name, one)
                        if seen is not one:
                            seen["ns"] += one["ns"]
        for compiler in compilers:
            results["compilers"][compiler] = version(compiler)
            results["times"].setdefault(compiler, {}).update(fresh[compiler])
            for program in programs[compiler]:
                sizes = object_sizes(build_folder(options, compiler), program)
                results["sizes"].setdefault(compiler, {})[program] = sizes
        with open(stored, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    report.write(results, options.output)
    print("wrote", os.path.relpath(os.path.join(options.output, "RESULTS.md"), ROOT))


if __name__ == "__main__":
    main()
