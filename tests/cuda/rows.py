#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes a CUDA program that evaluates every row of tests/laws in a kernel and on the host, and compares the bits:

    rows.py SOURCE.cpp ... > rows.cu
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = f"""// Written by tests/cuda/rows.py
#include "{HERE}/law.hpp"
using namespace laws;
"""


def closing(text, opening):
    """The place of the bracket that closes the one at `opening`; strings are skipped."""
    depth, quoted = 0, False
    for place in range(opening, len(text)):
        character = text[place]
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "([{":
            depth += 1
        elif not quoted and character in ")]}":
            depth -= 1
            if depth == 0:
                return place
    raise ValueError("a bracket is not closed")


def rows_of(text):
    """Namespace-scope code before the test cases, and of each case what stands before its rows, and the rows."""
    first = text.index("TEST_CASE")
    before = re.sub(r'#include "laws.hpp"|using namespace laws;|// SPDX.*', "", text[:first])
    cases = []
    for case in re.finditer(r"TEST_CASE\([^)]*\) \{", text):
        body = text[case.end():closing(text, case.end() - 1)]
        rows, prelude = [], body[:body.index("check_all")]
        for row in re.finditer(r'\brow<"', body):
            opening = body.index("(", body.index('">', row.start()))
            rows.append(body[row.start():closing(body, opening) + 1])
        cases.append((prelude, rows))
    return before, cases


def write(sources, out):
    count = 0
    out.write(TOP)
    for source in sources:
        before, cases = rows_of(pathlib.Path(source).read_text(encoding="utf-8"))
        out.write(before)
        for number, (prelude, rows) in enumerate(cases):
            scope = f"{pathlib.Path(source).stem}_{number}"
            out.write(f"namespace {scope} {{\n{prelude}\n")
            for row in rows:
                out.write(f"constexpr auto row{count} = {row};\n")
                out.write(f"using law{count} = law<std::remove_const_t<decltype(row{count})>>;\n")
                for scalar in ("double", "float"):
                    out.write(f"__global__ void kernel{count}_{scalar}({scalar} const* in, {scalar}* out) "
                              f"{{ law{count}::run(in, out); }}\n")
                count += 1
            out.write("}\n")


if __name__ == "__main__":
    write(sys.argv[1:], sys.stdout)
