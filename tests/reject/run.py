#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks what a compiler says about one mistake:

    run.py --compiler g++ --include include mistake.cpp
    run.py --compiler g++ --include include --precompiled folder                  compiles tapeless.hpp into the folder
    run.py --compiler g++ --include include --precompiled folder mistake.cpp      uses it: a fifth of the time, the same words

The file begins with `// expect: <text>` lines and holds its mistake in `#if MISTAKE`. With -DMISTAKE=0 it must compile;
with -DMISTAKE=1 it must not, every expected text must stand in the first three lines of the first error, and
the compiler must say no more than fifteen lines in all. The flags are a user's: none that shortens messages.

The library cuts a sentence into pieces, because clang shows at most 36 characters of a string that is a template
argument:  tapeless_error<text<8>{"what is "}, text<7>{"wrong."}>.  They are joined again before comparing. Sentences
are ASCII, because clang shows others as numbers.
"""
import argparse
import os
import re
import subprocess
import sys

HEADER = "<tapeless/tapeless.hpp>"
LINES_OF_FIRST_ERROR = 3
LINES_IN_ALL = 15

# What stands between two pieces: closing braces, a comma, the type of the next piece, opening braces.
BETWEEN_PIECES = re.compile(r'"\s*\}+\s*,\s*(?:[\w:]*text<\d+>)?\s*\{+\s*"')


def precompiled(options):
    if not options.precompiled:
        return []
    with open(options.file, encoding="utf-8") as source:
        first = re.search(r"^#include (.*)$", source.read(), re.MULTILINE)
    if not first or first[1] != HEADER:
        return []  # the file does without some of it
    return ["-include", os.path.join(options.precompiled, "all.hpp")]


def precompile(options):
    os.makedirs(options.precompiled, exist_ok=True)
    header = os.path.join(options.precompiled, "all.hpp")
    with open(header, "w", encoding="utf-8") as text:
        text.write(f"#include {HEADER}\n")
    includes = [f"-I{directory}" for directory in options.include]
    return subprocess.run([options.compiler, "-std=c++20", *includes, "-x", "c++-header", header, "-o", header + ".gch"],
                          check=False).returncode


def compile_file(options, mistake):
    includes = [f"-I{directory}" for directory in options.include]
    command = [options.compiler, "-std=c++20", "-fsyntax-only", f"-DMISTAKE={mistake}", *includes, *precompiled(options),
               options.file]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         env={**os.environ, "LC_ALL": "C"})
    return run.returncode, run.stdout.decode("utf-8", "replace")


def joined(text):
    return re.sub(r'\\(["\\])', r"\1", BETWEEN_PIECES.sub("", text))


def first_error(output):
    lines = output.splitlines()
    for i, line in enumerate(lines):
        if "error:" in line:
            return "\n".join(lines[i:i + LINES_OF_FIRST_ERROR])
    return ""


def problems(options):
    with open(options.file, encoding="utf-8") as source:
        text = source.read()
    expected = re.findall(r"^// expect: *(.*\S) *$", text, re.MULTILINE)
    if not expected:
        return ["the file has no line `// expect: <text>`"]

    status, output = compile_file(options, mistake=0)
    if status != 0:
        return [f"without its mistake the file must compile, but the compiler says:\n{output[:4000]}"]

    status, output = compile_file(options, mistake=1)
    if status == 0:
        return ["the mistake compiles"]
    found = []
    error = joined(first_error(output))
    for text in expected:
        if text not in error:
            found.append(f"the first error does not say: {text}")
    lines = len(output.splitlines())
    if lines > LINES_IN_ALL:
        found.append(f"the compiler says {lines} lines; {LINES_IN_ALL} are allowed")
    if found:
        shown = "\n".join(line[:1000] for line in output.splitlines()[:40])
        found.append(f"the first error, its pieces joined:\n{error[:2000]}\nall that the compiler says:\n{shown}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--precompiled", help="a folder")
    parser.add_argument("file", nargs="?")
    options = parser.parse_args()
    if not options.file:
        return precompile(options)
    found = problems(options)
    for problem in found:
        print(f"{options.file}: {problem}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
