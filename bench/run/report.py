# SPDX-License-Identifier: BSL-1.0
"""Tables of the run-time benchmarks: bench/RESULTS.md."""
import math
import os
import statistics

import plots

OURS, HAND = "tapeless", ("hand", "hand_simd")
KINDS = ("AB", "AtB", "ABt", "AtBt")


def medians(times):
    """workload -> contender -> median ns, and the same for counters; matmul apart."""
    workloads, products = {}, {}
    for name, one in times.items():
        *where, who = name.split("/")
        value = dict(one, ns=statistics.median(one["ns"]))
        if where[0] == "matmul":
            products.setdefault((where[1], where[2]), {}).setdefault(int(where[3]), {})[who] = value
        else:
            workloads.setdefault(where[0], {})[who] = value
    return workloads, products


def best_hand(contenders):
    known = [contenders[who]["ns"] for who in HAND if who in contenders]
    return min(known) if known else None


def best_peer(contenders):
    peers = [(one["ns"], who) for who, one in contenders.items() if who != OURS and who not in HAND]
    return min(peers) if peers else None


def duration(ns):
    for limit, divisor, unit in ((1e3, 1, "ns"), (1e6, 1e3, "µs"), (math.inf, 1e6, "ms")):
        if ns < limit:
            return "%.3g %s" % (ns / divisor, unit)


def ratio(x):
    return "" if x is None else "%.2f" % x if x < 10 else "%.0f" % x


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]


def ratios(workloads):
    """workload -> tapeless / min(hand, hand_simd)"""
    found = {}
    for name, contenders in workloads.items():
        hand = best_hand(contenders)
        if hand and OURS in contenders:
            found[name] = contenders[OURS]["ns"] / hand
    return found


def mean(values):
    values = list(values)
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def workload_table(workloads):
    peers = sorted({who for c in workloads.values() for who in c} - {OURS, *HAND})
    rows = []
    for name, contenders in workloads.items():
        hand = best_hand(contenders)
        if not hand:
            continue
        cell = lambda who: ratio(contenders[who]["ns"] / hand) if who in contenders else ""
        peer = best_peer(contenders)
        both = peer and OURS in contenders
        ahead = "%.1f × %s" % (peer[0] / contenders[OURS]["ns"], peer[1]) if both else ""
        ours = "**" + cell(OURS) + "**" if OURS in contenders else ""
        rows.append([name, duration(hand), ours] + [cell(who) for who in (*HAND, *peers)] + [ahead])
    return table(["", "best by hand", OURS, *HAND, *peers, "faster than the best peer"], rows)


def space_table(workloads, sizes):
    rows = []
    for name, contenders in workloads.items():
        bytes_of = sizes.get(name, {})
        hand = [bytes_of[who] for who in HAND if who in bytes_of]
        if OURS not in bytes_of or not hand:
            continue
        stack = lambda who: contenders.get(who, {}).get("stack", "")
        rows.append([name, bytes_of[OURS], *(bytes_of.get(who, "") for who in HAND),
                     ratio(bytes_of[OURS] / max(hand)), stack(OURS), *(stack(who) for who in HAND),
                     contenders.get(OURS, {}).get("allocations", "")])
    head = ["", "object: tapeless", *HAND, "ratio to the larger", "stack: tapeless", *HAND, "allocations"]
    return table(head, rows)


def rate(n, ns):
    return 2.0 * n ** 3 / ns


def product_table(by_size):
    others = [who for who in ("hand", "hand_simd", "eigen", "openblas", "libxsmm")
              if any(who in c for c in by_size.values())]
    rows = []
    for n in sorted(by_size):
        rates = {who: rate(n, one["ns"]) for who, one in by_size[n].items()}
        rival = max((r for who, r in rates.items() if who != OURS), default=None)
        share = "%.0f %%" % (100 * rates[OURS] / rival) if OURS in rates and rival else ""
        cell = lambda who: "%.1f" % rates[who] if who in rates else ""
        rows.append([n, cell(OURS), *(cell(who) for who in others), share])
    return table(["n", OURS, *others, "of the best other"], rows)


def write(results, folder):
    lines = ["# Run-time results", "",
             "Written by `bench/run/run.py`. %s; `%s`; one core; CPU time of value and derivatives, median "
             "of interleaved repetitions. All contenders of a workload agree to 1e-9 before they are timed. Tapeless "
             "has the formulas as a user states them; those of bundle and greeks are in `fast`, that of ekf says "
             "which matrices are symmetric." %
             (results["processor"], results["flags"]), "",
             "A number without unit is a ratio to the better of the two hand-written programs, plain loops "
             "(`hand`) and vectors (`hand_simd`), of the same compiler: below 1 is faster than by hand.", ""]
    compared = {}
    for compiler, times in results["times"].items():
        workloads, products = medians(times)
        sizes = results["sizes"].get(compiler, {})
        compared[compiler] = (ratios(workloads), products)
        lines += ["## " + results["compilers"].get(compiler, compiler), ""]
        if workloads:
            found = ratios(workloads)
            lines += workload_table(workloads)
            if found:
                worst = max(found, key=found.get)
                lines += ["Geometric mean of tapeless: **%.2f**; worst: %s, %.2f; above 1.25: %d of %d." %
                          (mean(found.values()), worst, found[worst], sum(r > 1.25 for r in found.values()),
                           len(found)), ""]
            lines += ["Bytes of code and constants, and of stack that an evaluation touches:", ""]
            lines += space_table(workloads, sizes)
        in_order = sorted(products, key=lambda p: (p[0], KINDS.index(p[1])))
        for scalar, kind in in_order:
            name = {"AB": "A B", "AtB": "Aᵀ B", "ABt": "A Bᵀ", "AtBt": "Aᵀ Bᵀ"}[kind]
            lines += ["### %s, %s, GF/s" % (name, scalar), ""]
            lines += product_table(products[scalar, kind])
    os.makedirs(os.path.join(folder, "plots"), exist_ok=True)
    drawn = plots.draw(compared, os.path.join(folder, "plots"))
    lines[6:6] = [line for name, title in drawn for line in ("![%s](plots/%s)" % (title, name), "")]
    with open(os.path.join(folder, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines).rstrip() + "\n")
