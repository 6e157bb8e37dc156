#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compiles the notebook's gradient through the library and by hand, and compares what the compiler makes of them."""
import argparse
import pathlib
import re
import subprocess
import sys

parser = argparse.ArgumentParser()
parser.add_argument("--compiler", required=True)
parser.add_argument("--include", action="append", default=[])
options = parser.parse_args()


def instructions(source, function):
    """The instructions of a function, and how many of them are calls."""
    command = [options.compiler, "-std=c++20", "-O3", "-march=native", "-S", "-o", "-", str(source)]
    assembly = subprocess.run(command + ["-I" + i for i in options.include], check=True, capture_output=True,
                              text=True).stdout
    body = re.split(rf"\n_Z\d+{function}\w*:", assembly, maxsplit=1)[1].split(".cfi_endproc", 1)[0]
    code = re.findall(r"^\s+([a-z][a-z0-9]+)", body, re.M)
    return len(code), sum(i.startswith("call") for i in code)


here = pathlib.Path(__file__).parent
library, calls = instructions(here / "library.cpp", "by_library")
hand, _ = instructions(here / "hand.cpp", "by_hand")
print(f"library {library} instructions, {calls} calls; by hand {hand}; ratio {library / hand:.2f}")
sys.exit(calls > 0 or library > 1.3 * hand)
