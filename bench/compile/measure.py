#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What a formula costs its compiler: seconds, memory, object and debug bytes, instantiations, symbols, messages.

Each source here asks one question about SIZE, the size of a formula, and holds the code in question between
#ifdef BLOCK and #endif; it is compiled with and without. (The macro is not N, which is a template parameter of many
headers.) `--check` compares what does not vary from run to run with baseline.json; `--update` writes that file.

    measure.py                          all, into ../COMPILE.md and plots; some minutes on two cores
    measure.py --quick                  small sizes, one repetition
    measure.py --questions chain,mlp --compilers g++ --levels=-O2
"""
import argparse
import concurrent.futures
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import straight

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
include = root / "include"

# Of each question its sizes, least and most, and the vertices of its graph for one of SIZE, where growth is asked for.
questions = {
    "include": (1, 1), "include_lean": (1, 1), "chain": (16, 4096), "shared": (16, 4096), "wide": (16, 2048),
    "residual": (16, 2048), "traced": (64, 8192), "variables": (4, 64), "mlp": (1, 16), "hessian": (2, 16),
    "scan": (10, 1000), "bundle": (1, 1), "scalarised": (16, 1024), "constexpr_evaluate": (64, 4096),
    "errors": (8, 512), "names": (8, 512),
}
growing = {"chain", "shared", "wide", "residual", "traced", "bundle"}
messages = {"errors", "names"}  # their compilations fail, and the message is what is measured
peers = {
    "hand": [], "eigen": ["-I/usr/include/eigen3"], "ceres": ["-I/usr/include/eigen3"],
    "sacado": ["-I/usr/include/trilinos", "-I/usr/lib/x86_64-linux-gnu/openmpi/include"], "boost": [],
}
peer_questions = ("chain", "mlp", "bundle")
levels = {"-O0": ["-O0"], "-O2": ["-O2"], "-O2 -g": ["-O2", "-g"]}
checked = [("include", 1), ("chain", 64), ("shared", 32), ("mlp", 2), ("traced", 256), ("bundle", 1), ("errors", 32),
           ("names", 16)]
checked_with_debug = [("chain", 64), ("traced", 256), ("bundle", 1)]  # the objects with -g too
tolerance = 1.03
patience = 300  # seconds, after which a compilation is given up


def major(compiler):
    """A compiler's name in tables: g++ 12, clang 19."""
    text = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
    number = re.search(r"(\d+)\.\d+", text.split("\n")[0]).group(1)
    return ("clang " if "clang" in text else "g++ ") + number


class Case:
    """One source, size, compiler and level of optimisation."""

    def __init__(self, contender, question, size, compiler, level):
        self.contender, self.question, self.size = contender, question, size
        self.compiler, self.level = compiler, level

    def command(self, block, output, folder):
        # The mapped paths make the bytes with -g the same wherever the sources lie.
        flags = ["-std=c++20", "-w", f"-ffile-prefix-map={root}=.", f"-DSIZE={self.size}", *levels[self.level]]
        if block:
            flags.append("-DBLOCK")
        if self.contender == "tapeless":
            source = here / f"{self.question}.cpp"
            flags.append(f"-I{include}")
        elif self.contender == "hand":
            source = pathlib.Path(folder) / f"{self.question}_{self.size}.cpp"
            source.write_text(straight.source(self.question, self.size))
        else:
            source = here / "peers" / f"{self.contender}.cpp"
            flags += [f"-DQUESTION_{self.question}", *peers[self.contender]]
        if self.question.startswith("include"):
            flags.append("-fsyntax-only")
        return [self.compiler, *flags, "-c", str(source), "-o", output]


def run(command, log):
    """Processor seconds, MB of memory at most, and whether it succeeded."""
    with open(log, "wb") as to:
        process = subprocess.Popen(["timeout", str(patience), *command], stdout=to, stderr=to, cwd=root)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def object_facts(path):
    """Bytes of an object, of its debug sections, of its longest symbol."""
    sections = subprocess.run(["size", "-A", path], capture_output=True, text=True).stdout
    debug = sum(int(line.split()[1]) for line in sections.splitlines() if line.startswith(".debug"))
    symbols = subprocess.run(["nm", path], capture_output=True, text=True).stdout.split()
    return {"object": os.path.getsize(path), "debug": debug, "symbol": max(map(len, symbols), default=0)}


def message_facts(text):
    """Lines and bytes of a message, wherever the sources lie, and the longest name that it quotes."""
    text = text.replace(str(root), ".")
    quoted = re.findall("‘([^’]*)’|'([^']*)'", text)
    return {"lines": text.count("\n"), "bytes": len(text.encode()),
            "name": max((len(a or b) for a, b in quoted), default=0)}


def instantiations(case, folder):
    """How many functions and classes clang instantiates."""
    output = os.path.join(folder, "traced.o")
    command = [c for c in case.command(True, output, folder) if c != "-fsyntax-only"]
    run([*command, "-ftime-trace", "-ftime-trace-granularity=0"], os.devnull)
    trace = os.path.join(folder, "traced.json")
    if not os.path.exists(trace):
        return None
    with open(trace) as f:
        events = json.load(f)["traceEvents"]
    os.remove(trace)
    return sum(e["name"] in ("InstantiateFunction", "InstantiateClass") for e in events)


def constexpr_steps(case, folder):
    """The least -fconstexpr-steps with which clang compiles, within a twentieth."""
    def suffices(steps):
        command = [*case.command(True, os.devnull, folder), "-fsyntax-only", f"-fconstexpr-steps={steps}"]
        return run(command, os.devnull)[2] == 0
    low, high = 1 << 10, 1 << 27
    if not suffices(high):
        return None
    while high > 1.05 * low:
        middle = int(math.sqrt(low * high))
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high


def first_facts(case, status, log, output):
    with open(log, errors="replace") as f:
        text = f.read()
    if case.question in messages:
        return message_facts(text)
    if status != 0:
        reason = re.search(r"(?:error|internal compiler error|fatal): .*", text)
        return {"failed": reason.group(0)[:160] if reason else f"status {status}"}
    return {} if case.question.startswith("include") else object_facts(output)


def measure(cases, repetitions, longest):
    """Results of the sizes of one question, from the least on, until one fails or the next would take too long. What
    compiles within a second is repeated; without the block in question the size does not matter."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        output, log = os.path.join(folder, "o.o"), os.path.join(folder, "log")
        without = [run(cases[0].command(False, output, folder), log) for _ in range(repetitions)]
        seconds_without = statistics.median(s for s, _, _ in without)
        for case in cases:
            seconds, memory, status = run(case.command(True, output, folder), log)
            fact = first_facts(case, status, log, output)
            block = [(seconds, memory)]
            while len(block) < repetitions and seconds < 1 and "failed" not in fact:
                block.append(run(case.command(True, output, folder), log)[:2])
            median = statistics.median(s for s, _ in block)
            results.append({
                "contender": case.contender, "question": case.question, "size": case.size, "level": case.level,
                "compiler": major(case.compiler), "seconds": round(median, 3),
                "net": round(median - seconds_without, 3), "memory": round(max(m for _, m in block)),
                "memory_without": round(max(m for _, m, _ in without)), **fact})
            if "failed" in fact or 5 * median > longest:
                break
    return results


def sizes(question, quick):
    low, high = questions[question]
    if quick:
        high = min(high, 4 * low)
    n, all_of_them = low, []
    while n <= high:
        all_of_them.append(n)
        n *= 10 if question == "scan" else 4
    return all_of_them


def levels_of(question, asked):
    """Messages and including do not depend on optimisation; debug information is of interest where names may grow."""
    if question in messages or question.startswith("include"):
        return [level for level in asked if level == "-O0"]
    return [level for level in asked if level == "-O2" or (level == "-O2 -g" and question in growing)]


def exponent(points):
    """The slope of log seconds over log size, by least squares, where the block costs enough to be measured."""
    points = [(math.log(n), math.log(t)) for n, t in points if t > 0.05]
    if len(points) < 3:
        return None
    mx, my = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def table(rows):
    """Rows of text as a table of Markdown, the first its head."""
    return "\n".join("| " + " | ".join(str(c) for c in row) + " |" + ("\n|" + "---|" * len(row) if i == 0 else "")
                     for i, row in enumerate(rows))


def series(results, question, contender="tapeless"):
    """Of a question: (compiler, level) → its results by size."""
    all_of_them = {}
    for r in results:
        if r["question"] == question and r["contender"] == contender:
            all_of_them.setdefault((r["compiler"], r["level"]), []).append(r)
    return all_of_them


def plot(curves, title, path):
    """Curves of (size, seconds) on logarithmic axes, as SVG."""
    points = [p for curve in curves.values() for p in curve]
    if not points:
        return
    low = [math.floor(math.log10(min(p[i] for p in points))) for i in (0, 1)]
    high = [math.ceil(math.log10(max(p[i] for p in points)) + 1e-9) for i in (0, 1)]
    high = [max(h, l + 1) for l, h in zip(low, high)]
    place = lambda n, t: (60 + 480 * (math.log10(n) - low[0]) / (high[0] - low[0]),
                          330 - 290 * (math.log10(t) - low[1]) / (high[1] - low[1]))
    colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999933", "#882255"]
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="720" height="380" font-family="sans-serif" font-size="12">',
           '<rect width="720" height="380" fill="white"/>', f'<text x="60" y="22" font-size="14">{title}</text>']
    for i in (0, 1):
        for e in range(low[i], high[i] + 1):
            x, y = place(10 ** e, 10 ** low[1]) if i == 0 else place(10 ** low[0], 10 ** e)
            line = f'x1="{x:.1f}" y1="40" x2="{x:.1f}" y2="330"' if i == 0 else f'x1="60" y1="{y:.1f}" x2="540" y2="{y:.1f}"'
            out.append(f'<line {line} stroke="#dddddd"/>')
            at = f'x="{x:.1f}" y="348" text-anchor="middle"' if i == 0 else f'x="54" y="{y + 4:.1f}" text-anchor="end"'
            out.append(f'<text {at}>{10.0 ** e:g}</text>')
    out.append('<text x="300" y="370" text-anchor="middle">SIZE</text><text x="20" y="36">s</text>')
    for k, (name, curve) in enumerate(curves.items()):
        colour = colours[k % len(colours)]
        at = [place(n, t) for n, t in curve]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="'
                   + " ".join(f"{x:.1f},{y:.1f}" for x, y in at) + '"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in at]
        out.append(f'<text x="552" y="{52 + 18 * k}" fill="{colour}">{name}</text>')
    path.write_text("\n".join(out + ["</svg>", ""]))


def report(results, machine, path):
    """COMPILE.md and its plots."""
    text = ["# What a formula costs its compiler", "",
            f"Written by `bench/compile/measure.py` on {machine}. Seconds are of the processor, medians of "
            "repetitions where they are less than one; net is with the block in question less without. Each question is a source of its own in "
            "`bench/compile/`.", ""]
    rows = [("", "compiler", "seconds", "MB")]
    for question in ("include", "include_lean"):
        for r in sorted((r for r in results if r["question"] == question), key=lambda r: r["compiler"]):
            if r["level"] == "-O0" and r["contender"] == "tapeless":
                rows.append((question, r["compiler"], f"{r['net']:.2f}", r["memory"] - r["memory_without"]))
    if len(rows) > 1:
        text += ["## Including the library", "", "`-fsyntax-only`, the empty file subtracted.", "", table(rows), ""]
    rows = [("question", "compiler", "level", "largest SIZE", "net s", "ms each", "exponent", "MB", "object", "debug",
             "longest symbol")]
    for question in questions:
        if question.startswith("include") or question in messages:
            continue
        curves = {}
        for (compiler, level), found in series(results, question).items():
            good = [r for r in found if "failed" not in r]
            points = [(r["size"], r["net"]) for r in good if r["net"] > 0]
            if not good:
                rows.append((question, compiler, level, "none", found[0]["failed"], *[""] * 6))
                continue
            curves[f"{compiler} {level}"] = points
            last, slope = good[-1], exponent(points)
            short = [r for r in found if "failed" in r]
            rows.append((question, compiler, level, f"{last['size']}" + (f" ({short[0]['size']} failed)" if short else ""),
                         f"{last['net']:.2f}", f"{1000 * last['net'] / last['size']:.2f}",
                         f"{slope:.2f}" if slope else "", last["memory"], last["object"], last["debug"], last["symbol"]))
        plots = path.parent / "plots"
        plots.mkdir(parents=True, exist_ok=True)
        if any(len(c) > 2 for c in curves.values()):
            plot(curves, f"{question}: seconds over SIZE", plots / f"compile_{question}.svg")
    text += ["## Questions", "", "Exponents are those of seconds in SIZE, 1 being linear.", "", table(rows), ""]
    text += [f"![{q}](plots/compile_{q}.svg)" for q in questions if (path.parent / "plots" / f"compile_{q}.svg").exists()]
    rows = [("question", "SIZE", "compiler", "level", "contender", "net s", "all s", "MB", "object")]
    for r in results:
        if r["question"] in peer_questions and r["level"] == "-O2" and "failed" not in r and any(
                p["contender"] != "tapeless" and p["question"] == r["question"] and p["size"] == r["size"] for p in results):
            rows.append((r["question"], r["size"], r["compiler"], r["level"], r["contender"], f"{r['net']:.2f}",
                         f"{r['seconds']:.2f}", r["memory"], r["object"]))
    if len(rows) > 1:
        text += ["", "## Beside others", "", "All seconds count the headers too. `hand` is straight-line code, written out.",
                 "", table([rows[0]] + sorted(rows[1:], key=lambda r: r[:5]))]
    rows = [("question", "SIZE", "compiler", "lines", "bytes", "longest name")]
    for question in sorted(messages):
        for (compiler, level), found in series(results, question).items():
            if level == "-O0":
                rows += [(question, r["size"], compiler, r["lines"], r["bytes"], r["name"]) for r in found]
    if len(rows) > 1:
        text += ["", "## Messages", "", table(rows)]
    path.write_text("\n".join(text) + "\n")


def counts(compilers, folder):
    """What does not vary from run to run."""
    found = {}
    for compiler in compilers:
        for question, size in checked:
            case = Case("tapeless", question, size, compiler, "-O0" if question in messages else "-O2")
            output, log = os.path.join(folder, "o.o"), os.path.join(folder, "log")
            facts = {}
            if not question.startswith("include"):
                status = run(case.command(True, output, folder), log)[2]
                with open(log, errors="replace") as f:
                    text = f.read()
                if question in messages:
                    facts = message_facts(text)
                elif status != 0:
                    sys.exit(f"{major(compiler)}, {question} of {size}: {text[:400]}")
                else:
                    facts = object_facts(output)
                    del facts["debug"]
            if "clang" in major(compiler) and question not in messages:
                facts["instantiations"] = instantiations(case, folder)
            if (question, size) in checked_with_debug:
                case.level = "-O2 -g"
                run(case.command(True, output, folder), log)
                facts["object with -g"] = object_facts(output)["object"]
            for name, value in facts.items():
                found[f"{major(compiler)}: {question} of {size}: {name}"] = value
    return found


def check(found):
    with open(here / "baseline.json") as f:
        baseline = json.load(f)
    worse = [f"{k}: {v}, was {baseline[k]}" for k, v in found.items()
             if k in baseline and v is not None and v > tolerance * baseline[k] + 1]
    better = [f"{k}: {v}, was {baseline[k]}" for k, v in found.items()
              if k in baseline and v is not None and v < baseline[k] / tolerance - 1]
    compared = sum(k in baseline for k in found)
    print(f"{compared} counts compared with baseline.json, {len(worse)} up by more than 3 %, {len(better)} down")
    for line in better:
        print("  less:", line)
    for line in worse:
        print("  MORE:", line)
    if worse:
        sys.exit("counts of the compiler went up; measure.py --update takes them as they are")
    if compared == 0:
        print("nothing was compared: baseline.json knows none of these compilers")
        sys.exit(77)  # for ctest: skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compilers", default="g++,clang++-19")
    parser.add_argument("--levels", default="-O0,-O2,-O2 -g")
    parser.add_argument("--questions", default=",".join(questions))
    parser.add_argument("--contenders", default="tapeless," + ",".join(peers))
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--most", type=int, default=1 << 30, help="the largest SIZE")
    parser.add_argument("--longest", type=float, default=15, help="seconds; sizes that would take longer are left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="compilers at a time")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--steps", action="store_true", help="find clang's constexpr steps too")
    parser.add_argument("--add", action="store_true", help="keep other results of the JSON file")
    parser.add_argument("--json", type=pathlib.Path, default=here.parents[1] / "build" / "compile-results.json")
    parser.add_argument("--report", type=pathlib.Path, default=here.parent / "COMPILE.md")
    parser.add_argument("--only-report", action="store_true", help="write the report of the JSON file again")
    parser.add_argument("--check", action="store_true", help="compare counts with baseline.json")
    parser.add_argument("--update", action="store_true", help="write counts to baseline.json")
    arguments = parser.parse_args()
    compilers = [c for c in arguments.compilers.split(",") if shutil.which(c)]
    with tempfile.TemporaryDirectory() as folder:
        if arguments.check:
            return check(counts(compilers, folder))
        if arguments.update:
            old = json.loads((here / "baseline.json").read_text()) if (here / "baseline.json").exists() else {}
            old.update(counts(compilers, folder))
            (here / "baseline.json").write_text(json.dumps(old, indent=1, sort_keys=True) + "\n")
            return
        kept = json.loads(arguments.json.read_text()) if (arguments.add or arguments.only_report) else []
        key = lambda r: tuple(r[k] for k in ("contender", "question", "size", "level", "compiler"))
        results = {key(r): r for r in kept}
        repetitions = 1 if arguments.quick else arguments.repetitions
        curves = []
        for question in [] if arguments.only_report else arguments.questions.split(","):
            for contender in arguments.contenders.split(","):
                if contender != "tapeless" and question not in peer_questions:
                    continue
                for compiler in compilers:
                    for level in levels_of(question, arguments.levels.split(",")):
                        if contender not in ("tapeless", "hand") and level != "-O2":
                            continue
                        curves.append([Case(contender, question, size, compiler, level)
                                       for size in sizes(question, arguments.quick) if size <= arguments.most])
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            for found in pool.map(lambda cases: measure(cases, repetitions, arguments.longest), curves):
                for one in found:
                    if arguments.steps and "clang" in one["compiler"] and one["contender"] == "tapeless":
                        compiler = next(c for c in compilers if major(c) == one["compiler"])
                        case = Case("tapeless", one["question"], one["size"], compiler, one["level"])
                        one["steps"] = constexpr_steps(case, folder)
                    results[key(one)] = one
                    print(json.dumps(one), flush=True)
                arguments.json.parent.mkdir(parents=True, exist_ok=True)
                arguments.json.write_text(json.dumps(list(results.values()), indent=1) + "\n")
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    report(list(results.values()), f"{cpu}, {os.cpu_count()} cores", arguments.report)


if __name__ == "__main__":
    main()
