#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compiles the code of a document:  readme.py --compiler g++ --include include README.md

Every ```cpp block is a file of its own, unless its first line is `// sketch`. One that follows the HTML comment
<!-- continue --> is appended to the block before it.
"""
import argparse
import re
import subprocess
import sys
import tempfile

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion",
         "-Wshadow", "-Wno-unused", "-Werror"]


def programs(document):
    """The code of each program, with #line directives that make the compiler speak of the document's lines."""
    found, code, fence, continues = [], None, None, False
    with open(document, encoding="utf-8") as source:
        lines = source.read().splitlines()
    for number, line in enumerate(lines, 1):
        if fence is None:
            opening = re.match(r"\s*(```+)\s*(\w*)", line)
            if opening:
                fence = opening.group(1)
                code = [f'#line {number + 1} "{document}"'] if opening.group(2) == "cpp" else None
            elif line.strip():
                continues = line.strip() == "<!-- continue -->"
        elif line.strip() == fence:
            if code and len(code) > 1 and code[1].strip() != "// sketch":
                if continues and not found:
                    raise SystemExit(f"{document}:{number}: there is no code before it to continue")
                if continues:
                    found[-1] += code
                else:
                    found.append(code)
            fence, continues = None, False
        elif code is not None:
            code.append(line)
    if fence is not None:
        raise SystemExit(f"{document}: a code block is not closed")
    return ["\n".join(lines) + "\n" for lines in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("document")
    options = parser.parse_args()
    includes = [f"-I{directory}" for directory in options.include]
    codes = programs(options.document)
    failures = 0
    for code in codes:
        with tempfile.NamedTemporaryFile("w", suffix=".cpp", encoding="utf-8") as source:
            source.write(code)
            source.flush()
            failures += subprocess.run([options.compiler, *FLAGS, *includes, source.name]).returncode != 0
    print(f"{options.document}: {len(codes)} programs, {failures} do not compile")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
