#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that the library is built as docs/design.md says: includes go only downwards, files stay small."""
import os
import re
import sys

# The floors of the house, lowest first. A file may include its own floor, without cycles, and those below.
FLOORS = [
    ["core/"],
    ["math/"],
    ["tensor.hpp", "view.hpp", "kernels/"],
    ["graph/"],
    ["expression/", "expression.hpp"],
    ["ops/"],
    ["equality/"],
    ["geometry/"],
    ["differentiate.hpp"],
    ["plan/"],
    ["evaluate/", "evaluate.hpp"],
    ["transforms/"],
    ["analysis/", "sparsity/"],
    ["control/"],
    ["print/", "interop/", "optimize/", "check/"],
    ["tapeless.hpp", "lean.hpp"],
]
MAY_INCLUDE_IOSTREAM = "print/stream.hpp"
EMPTY = ["math/math.hpp"]  # includes others and says nothing itself

LINES = 300
COLUMNS = 110
MACRO = re.compile(r"TAPELESS_(VERSION|HAS_|NO_|USE_|ASSERT)")
UNFINISHED = re.compile(r"\b(TODO|FIXME)\b")

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
HEADERS = os.path.join(ROOT, "include", "tapeless")


def files_below(*places, endings):
    for place in places:
        for directory, _, names in os.walk(os.path.join(ROOT, place)):
            for name in sorted(names):
                if name.endswith(endings):
                    yield os.path.join(directory, name)


def read(path):
    with open(path, encoding="utf-8") as source:
        return source.read().splitlines()


def floor_of(header):
    for number, places in enumerate(FLOORS, 1):
        for place in places:
            if header == place or (place.endswith("/") and header.startswith(place)):
                return number
    return None


def includes(path, lines):
    """(line number, name) of each include; one of the library's own by its name below include/tapeless."""
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not found:
            continue
        quote, name = found.groups()
        beside = os.path.join(os.path.dirname(path), name)
        if name.startswith("tapeless/"):
            yield number, os.path.normpath(name[len("tapeless/"):]), True
        elif quote == '"' and os.path.exists(beside):
            yield number, os.path.relpath(beside, HEADERS), True
        else:
            yield number, name, False


def check_style(path, lines, header):
    name = os.path.relpath(path, ROOT)
    if header and len(lines) > LINES:
        yield f"{name} has {len(lines)} lines; {LINES} are allowed"
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        if len(line) > COLUMNS and not line.startswith("// expect: "):
            yield f"{where} has {len(line)} columns; {COLUMNS} are allowed"
        if UNFINISHED.search(line):
            yield f"{where} is marked as unfinished"
        macro = re.match(r"\s*#\s*define\s+(\w+)", line)
        if header and macro and not MACRO.match(macro.group(1)):
            yield f"{where} defines the macro {macro.group(1)}; users would get it too"


def check_includes(graph):
    for header, edges in graph.items():
        floor = floor_of(header)
        if floor is None:
            yield f"include/tapeless/{header} is on no floor; name its place in FLOORS of tests/structure/includes.py"
            continue
        for number, name, own in edges:
            where = f"include/tapeless/{header}:{number}"
            if not own:
                if name == "iostream" and header != MAY_INCLUDE_IOSTREAM:
                    yield f"{where} includes <iostream>; only {MAY_INCLUDE_IOSTREAM} may"
            elif name not in graph:
                yield f"{where} includes tapeless/{name}, which does not exist"
            elif floor_of(name) is not None and floor_of(name) > floor:
                yield (f"{where} (floor {floor}) includes tapeless/{name} (floor {floor_of(name)}); "
                       "includes go only downwards")


def check_step_over(graph):
    """What runs a formula lies between core/step_over/begin.hpp, the last include, and end.hpp."""
    places = ("kernels/", "evaluate/", "math/")
    for header, edges in graph.items():
        names = [name for _, name, _ in edges]
        marks = [name for name in names if name.startswith("core/step_over/")]
        if not marks and (not header.startswith(places) or header in EMPTY):
            continue
        if marks != ["core/step_over/begin.hpp", "core/step_over/end.hpp"] or names[-2:] != marks:
            yield (f"include/tapeless/{header} must include core/step_over/begin.hpp behind its other headers, and "
                   "end.hpp at the end of its namespace")


def check_cycles(graph):
    """Every cycle that a depth-first walk closes."""
    done, path = set(), []

    def walk(header):
        if header in path:
            cycle = path[path.index(header):] + [header]
            yield "these headers include each other: " + " → ".join(cycle)
        elif header in graph and header not in done:
            path.append(header)
            for _, name, own in graph[header]:
                if own:
                    yield from walk(name)
            path.pop()
            done.add(header)

    for header in graph:
        yield from walk(header)


def main():
    found, graph = [], {}
    for path in files_below("include", endings=".hpp"):
        lines = read(path)
        graph[os.path.relpath(path, HEADERS)] = list(includes(path, lines))
        found += check_style(path, lines, header=True)
    for path in files_below("tests", "examples", "bench", endings=(".cpp", ".hpp")):
        found += check_style(path, read(path), header=False)
    found += check_includes(graph)
    found += check_step_over(graph)
    found += check_cycles(graph)
    print(*found, f"{len(graph)} headers, {len(found)} problems", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
