#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that long loops compile in the time of short ones:  loops.py --compiler g++ --include include

The gradient of a scan over 10 and over 1,000 steps, with and without checkpoints. Compared is the least processor time
of a few runs, taken by turns; a fifth more is allowed.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile

ALLOWED = 1.2
ROUNDS = 5

PROGRAM = """
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 8, 8> W;
constexpr variable<"h", 8> h;
constexpr variable<"xs", %d, 8> xs;
constexpr auto cell = [](auto s, auto x, auto m) { return tanh(matmul(m, s) + x); };
constexpr auto f = sum(square(scan<%d>(cell, h, xs, W, last_state%s)));
auto at(tensor<double, 8, 8> const& w, tensor<double, 8> const& a, tensor<double, %d, 8> const& b) {
  return evaluate(gradient(f, W), W = w, h = a, xs = b);
}
"""


def seconds(options, source):
    command = [options.compiler, "-std=c++20", "-O0", "-c", "-o", os.devnull, *(f"-I{i}" for i in options.include), source]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--include", action="append", default=[])
    options = parser.parse_args()
    failed = False
    for kind, budgets in (("without checkpoints", {10: "", 1000: ""}),
                          ("with checkpoints", {10: ", checkpoint<8000>", 1000: ", checkpoint<150000>"})):
        with tempfile.TemporaryDirectory() as place:
            least = {}
            for attempt in range(ROUNDS):
                for n, budget in budgets.items():
                    source = os.path.join(place, f"scan_{n}.cpp")
                    with open(source, "w", encoding="utf-8") as text:
                        text.write(PROGRAM % (n, n, budget, n))
                    least[n] = min(seconds(options, source), least.get(n, float("inf")))
                if attempt > 0 and least[1000] <= ALLOWED * least[10]:
                    break
        print(f"{kind}: 10 steps {least[10]:.2f} s, 1,000 steps {least[1000]:.2f} s")
        failed = failed or least[1000] > ALLOWED * least[10]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
