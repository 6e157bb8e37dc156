#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Generates, compiles and runs the reference tests, and counts what passed.

    run.py --compiler g++ --include include [--data FOLDER] [--build FOLDER] [--results FOLDER] [--only REGEX]

Cases are compiled in groups. Those that do not compile, or whose program stops, are looked at singly, so that
one case does not take others down. deviations.txt lists what deliberately differs from PyTorch.
"""
import argparse
import concurrent.futures
import fnmatch
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import generate

HERE = os.path.dirname(os.path.abspath(__file__))


class Runner:
    def __init__(self, options, build):
        self.options, self.build = options, build
        o = options
        self.command = [o.compiler, "-std=c++20", o.optimise, "-ffp-contract=off", *o.flag,
                        *[f"-I{i}" for i in [*o.include, HERE]]]
        self.header = os.path.join(build, "all.hpp")

    def precompile(self):
        """Compiles what all programs include, once: why that failed, or nothing."""
        write(self.header, '#include "reference.hpp"\n')
        command = [*self.command, "-x", "c++-header", self.header, "-o", self.header + ".gch"]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        return done.stderr if done.returncode else ""

    def compile(self, cases, name, *flags):
        """Compiles cases into a program: the first error and the cases that the compiler named, or None."""
        o = self.options
        source, program = os.path.join(self.build, name + ".cpp"), os.path.join(self.build, name)
        text = generate.program_of(cases)
        with open(source, "w", encoding="utf-8") as out:
            out.write(text)
        header = [] if flags else ["-include", self.header]  # flags may be seen by the header
        command = [*self.command, *flags, *header, source, "-o", program]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=o.limit, errors="replace")
        except subprocess.TimeoutExpired:
            return f"compiling took more than {o.limit} s", cases
        if done.returncode == 0:
            return None
        errors = [line for line in done.stderr.splitlines() if "error: " in line]
        first = (errors or done.stderr.splitlines() or ["the compiler failed"])[0]
        return first.replace(self.build + os.sep, ""), self.named(cases, text, name, done.stderr)

    @staticmethod
    def named(cases, text, name, messages):
        """The cases whose lines a compiler's messages mention; all where they mention none."""
        of_line, current = [None], None
        for line in text.splitlines():
            if line.startswith("namespace case_"):
                current = line.split()[1]
            of_line.append(current)
        lines = {int(n) for n in re.findall(re.escape(name) + r"\.cpp:(\d+)", messages)}
        spaces = {of_line[n] for n in lines if n < len(of_line)}
        return [case for case in cases if case.space in spaces] or cases

    def execute(self, name):
        """What a program says: {case: [(quantity, why, entries)]} of the cases that it ended."""
        try:
            done = subprocess.run([os.path.join(self.build, name)], capture_output=True, text=True,
                                  timeout=self.options.limit, errors="replace")
        except subprocess.TimeoutExpired:
            return {}
        found, ended = {}, {}
        for line in done.stdout.splitlines():
            word, _, rest = line.partition(" ")
            if word == "begin":
                found[rest] = []
            elif word == "fail":
                case, quantity, why, entries = rest.split("\t")
                found[case].append((quantity, why, entries.split()))
            elif word == "end":
                ended[rest] = found[rest]
        return ended

    def group(self, name, cases):
        """Verdicts of some cases. Those that do not compile, or whose program stops, are looked at singly."""
        failure = self.compile(cases, name)
        if failure and len(cases) == 1:
            return self.single(name, cases[0], failure[0])
        verdicts, missing = {}, []
        if failure:
            missing = failure[1]
            others = [case for case in cases if case not in missing]
            if others:
                verdicts = self.group(name + "x", others)
        else:
            verdicts = self.execute(name)
            missing = [case for case in cases if case.name not in verdicts]
        for i, case in enumerate(missing):
            single = f"{name}_{i:02}"
            failure = self.compile([case], single)
            verdicts.update(self.single(single, case, failure and failure[0]))
        return verdicts

    def single(self, name, case, error):
        """The verdict of a compiled case. What fails while compiling may still be right at run time."""
        verdict = [("compiling", error, [])] if error else []
        if error:
            known = re.search("static.assert|constant", error)
            if not known or self.compile([case], name, "-DREFERENCE_AT_RUN_TIME"):
                return {case.name: verdict}
        said = self.execute(name)
        return {case.name: verdict + said.get(case.name, [("running", "the program stopped", [])])}


def read_deviations(path):
    """(case, quantity, {(expected, got)}, reason) of each line."""
    listed = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if line and not line.startswith("#"):  # case quantity: expected -> got, ...: reason
                what, changes, reason = line.split(":", 2)
                case, quantity = what.split(None, 1)
                pairs = {tuple(number(n) for n in change.split("->")) for change in changes.split(",")}
                listed.append((case, quantity, pairs, reason.strip()))
    return listed


def number(text):
    """A number that can be compared: NaN is NaN, -0 is 0."""
    x = float(text)
    return "nan" if x != x else x


def deviation(listed, case, quantity, entries):
    """The reason why these entries may differ, if there is one."""
    differing = {tuple(number(n) for n in entry.split("=")) for entry in entries}
    for pattern, what, pairs, reason in listed:
        if fnmatch.fnmatchcase(case, pattern) and fnmatch.fnmatchcase(quantity, what):
            if differing and differing <= pairs:
                return reason
    return None


def judged(case, verdict, listed):
    """Whether a case passed, deviates as listed or failed, and what there is to say about it."""
    reasons = [deviation(listed, case.name, quantity, entries) for quantity, _, entries in verdict]
    if all(reasons):
        what = [f"{quantity}: {reason}" for (quantity, _, _), reason in zip(verdict, reasons)]
        return ("deviates" if verdict else "passed"), what
    return "failed", [f"{quantity}: {why}" for (quantity, why, _), reason in zip(verdict, reasons) if not reason]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def parse():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--data", default=os.path.join(HERE, "data"))
    parser.add_argument("--build", help="where sources and programs are kept")
    parser.add_argument("--results", help="where a file for each case says its verdict")
    parser.add_argument("--deviations", default=os.path.join(HERE, "deviations.txt"))
    parser.add_argument("--only", metavar="REGEX", help="cases whose family/name matches")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--group", type=int, default=16, help="about how many small cases a program has")
    parser.add_argument("--limit", type=int, default=300, help="seconds that one compilation may take")
    parser.add_argument("--optimise", default="-O1", help="an optimisation level: with -O0 g++ takes longer")
    parser.add_argument("--flag", action="append", default=[], help="another flag of the compiler")
    return parser.parse_args()


def main():
    options = parse()
    build = options.build or tempfile.mkdtemp(prefix="tapeless_reference_")
    os.makedirs(build, exist_ok=True)
    if options.results:
        shutil.rmtree(options.results, ignore_errors=True)
    start = time.time()
    cases = generate.load(options.data, options.only)
    groups = list(generate.grouped(cases, options.group))
    print(f"{len(cases)} cases in {len(groups)} programs, {options.jobs} at a time", flush=True)
    runner, verdicts = Runner(options, build), {}
    if failure := runner.precompile():
        print(f"failed   the library does not compile: {failure}")
        return 1
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        running = [pool.submit(runner.group, f"group_{i:03}", group) for i, group in enumerate(groups)]
        for done in concurrent.futures.as_completed(running):
            verdicts.update(done.result())
            failing = sum(1 for v in verdicts.values() if v)
            print(f"[{time.time() - start:4.0f} s] {len(verdicts)} of {len(cases)} cases, "
                  f"{failing} with differences", flush=True)
    if not options.build:
        shutil.rmtree(build)

    listed = read_deviations(options.deviations)
    count = {"passed": 0, "deviates": 0, "failed": 0}
    for case in cases:
        word, sentences = judged(case, verdicts[case.name], listed)
        count[word] += 1
        for sentence in sentences:
            print(f"{word:8} {case.name}: {sentence}")
        if options.results:
            write(os.path.join(options.results, case.file + ".txt"), "; ".join([word, *sentences]) + "\n")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(cases)} cases: {count['passed']} passed, {count['deviates']} deviate as listed, "
          f"{count['failed']} failed; {time.time() - start:.0f} s, at most {largest:.0f} MiB a process")
    return 1 if not cases or (count["failed"] and not options.results) else 0


if __name__ == "__main__":
    sys.exit(main())
