#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes CUDA programs that evaluate every row of tests/laws in a kernel and on the host and compare the bits, one a
test case:

    rows.py FOLDER SOURCE.cpp ...

Compiled with --expt-relaxed-constexpr -fmad=false, as the host has no contraction either.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = f"""// Written by tests/cuda/rows.py
#include "{HERE}/differ.hpp"
using namespace laws;
"""
SCALARS = ("double", "float")


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


def named(row, name):
    """The row's lambda as a struct, since nvcc loses closure types on the way to g++; and the row with it."""
    begin = row.index("[](")
    body = closing(row, begin + 2) + 1
    end = closing(row, row.index("{", body)) + 1
    return (f"struct {name} {{ constexpr auto operator(){row[begin + 2:body]} const{row[body:end]} }};",
            row[:begin] + name + "{}" + row[end:])


def program(name, before, prelude, rows):
    """One test case as a program; its exit status is 0 if all bits are equal, 77 if there is no device."""
    lines = [TOP, before, f"namespace {name} {{", prelude]
    for number, row in enumerate(rows):
        struct, row = named(row, f"function{number}")
        lines += [struct, f"constexpr auto row{number} = {row};"]
        lines.append(f"using law{number} = law<std::remove_const_t<decltype(row{number})>>;")
        lines += [f"__global__ void kernel{number}({scalar} const* in, {scalar}* out) {{ law{number}::run(in, out); }}"
                  for scalar in SCALARS]
    lines += ["}", "int main() {", "  int wrong = 0;"]
    lines += [f"  wrong += differ<{name}::law{number}, {scalar}>({name}::kernel{number});"
              for number in range(len(rows)) for scalar in SCALARS]
    lines += [f"  std::printf(\"{name}: %d of {len(SCALARS) * len(rows)} rows differ from the host\\n\", wrong);",
              "  return wrong != 0;", "}", ""]
    return "\n".join(lines)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for source in sys.argv[2:]:
        before, cases = rows_of(pathlib.Path(source).read_text(encoding="utf-8"))
        for number, (prelude, rows) in enumerate(cases):
            name = f"{pathlib.Path(source).stem}_{number}"
            (folder / f"{name}.cu").write_text(program(name, before, prelude, rows), encoding="utf-8")


if __name__ == "__main__":
    main()
