#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that constant evaluation and run time give the same bits, on several compilers and levels of optimisation:

    compilers.py --include include [--compiler g++ --compiler clang++-19 ...] [--level=-O2 ...]

Each row of the laws is compared in float, double and long double: its value and its gradients by every operand.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
MAIN = "#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--compiler", action="append")
    parser.add_argument("--level", action="append")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as build:
        main_file = pathlib.Path(build, "main.cpp")
        main_file.write_text(MAIN)
        for compiler in options.compiler or ["g++", "clang++-16", "clang++-19", "clang++-22"]:
            subprocess.run([compiler, "-std=c++20", "-c", main_file, "-o", f"{build}/main.o"], check=True)
            for level in options.level or ["-O0", "-O2", "-O3"]:
                start, objects = time.time(), [f"{build}/main.o"]
                running = []
                for source in sorted(HERE.glob("*.cpp")):
                    objects.append(f"{build}/{source.stem}.o")
                    running.append(subprocess.Popen(
                        [compiler, "-std=c++20", level, "-ffp-contract=off", "-DBITS_ONLY",
                         *[f"-I{i}" for i in options.include], "-c", source, "-o", objects[-1]]))
                    if len(running) % 2 == 0:
                        running[-2].wait(), running[-1].wait()
                good = all(process.wait() == 0 for process in running)
                said = ""
                if good:
                    subprocess.run([compiler, *objects, "-o", f"{build}/laws"], check=True)
                    run = subprocess.run([f"{build}/laws"], capture_output=True, text=True)
                    good, said = run.returncode == 0, run.stdout.strip().splitlines()[-1]
                failed += not good
                print(f"{compiler} {level}: {said or 'does not compile'} ({time.time() - start:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
