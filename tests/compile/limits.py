#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that a compiler which gives up a long formula says which flag lets it go on:  limits.py --compiler g++

Limits are set far below their defaults, so that a formula of a few hundred vertices meets them. The first error names
the flag in g++, and in clang, which names what it could not evaluate, a constant called like the flag.
"""
import argparse
import os
import subprocess
import sys

PROGRAM = """
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x"> x;
constexpr auto f = formula([](auto t) {
  term y = t;
  for (int i = 0; i < 100; ++i) y = sin(y) * t;
  return y;
}, x);
double at(double t) { return evaluate(gradient(f, x), x = t); }
"""
FLAGS = {"clang": ("-fconstexpr-steps=32000", "within_fconstexpr_steps"),
         "g++": ("-fconstexpr-ops-limit=250000", "-fconstexpr-ops-limit")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--include", action="append", default=[])
    options = parser.parse_args()
    version = subprocess.run([options.compiler, "--version"], capture_output=True, text=True).stdout
    flag, expected = FLAGS["clang" if "clang" in version else "g++"]
    command = [options.compiler, "-std=c++20", "-fsyntax-only", "-x", "c++", "-", *(f"-I{i}" for i in options.include)]
    subprocess.run(command, input=PROGRAM, text=True, check=True)
    found = subprocess.run([*command, flag], input=PROGRAM, text=True, capture_output=True,
                           env={**os.environ, "LC_ALL": "C"})
    errors = [line for line in found.stderr.splitlines() if "error:" in line]
    if found.returncode == 0 or not errors or expected not in errors[0]:
        print(f"with {flag}, the first error was to say {expected}:", *errors[:3], sep="\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
