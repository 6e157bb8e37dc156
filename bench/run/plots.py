# SPDX-License-Identifier: BSL-1.0
"""Plots of the run-time benchmarks, as SVG, by nothing but text."""
import math
import os
from xml.sax.saxutils import escape

COLOURS = {"tapeless": "#d62728", "hand": "#9e9e9e", "hand_simd": "#1f77b4", "eigen": "#2ca02c",
           "openblas": "#9467bd", "libxsmm": "#ff7f0e"}
BARS = ("#d62728", "#1f77b4", "#2ca02c", "#9467bd")
KINDS = (("AB", "A B"), ("AtB", "Aᵀ B"), ("ABt", "A Bᵀ"), ("AtBt", "Aᵀ Bᵀ"))


class Drawing:
    def __init__(self, width, height):
        self.parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" '
                      'font-size="12">' % (width, height), '<rect width="100%" height="100%" fill="white"/>']

    def line(self, x1, y1, x2, y2, colour="#ccc", width=1.0):
        self.parts.append('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" stroke-width="%g"/>' %
                          (x1, y1, x2, y2, colour, width))

    def path(self, points, colour, width=1.5):
        self.parts.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="%g"/>' %
                          (" ".join("%.1f,%.1f" % p for p in points), colour, width))

    def box(self, x, y, width, height, colour):
        self.parts.append('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>' %
                          (x, y, width, height, colour))

    def text(self, x, y, words, anchor="start", colour="#222", size=12):
        self.parts.append('<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s" font-size="%d">%s</text>' %
                          (x, y, anchor, colour, size, escape(words)))

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.parts + ["</svg>"]) + "\n")


def draw_ratios(ratios, path):
    """Horizontal bars from 1, by compiler, on a logarithmic axis."""
    names = list(dict.fromkeys(name for found in ratios.values() for name in found))
    values = [r for found in ratios.values() for r in found.values()]
    low, high = min(0.5, *values), max(2.0, *values)
    step, left, width = 12 * len(ratios) + 8, 120, 560
    drawing = Drawing(left + width + 70, 60 + step * len(names))
    at = lambda r: left + width * math.log(r / low) / math.log(high / low)
    for tick in (0.25, 0.5, 1, 1.25, 2, 5, 10, 20, 50, 100):
        if low <= tick <= high:
            drawing.line(at(tick), 30, at(tick), 40 + step * len(names), "#444" if tick == 1 else "#ddd")
            if tick != 1.25:
                drawing.text(at(tick), 26, "%g" % tick, "middle")
    for row, name in enumerate(names):
        y = 40 + row * step
        drawing.text(left - 8, y + step / 2, name, "end")
        for k, (compiler, found) in enumerate(ratios.items()):
            if name in found:
                a, b = sorted((at(1), at(found[name])))
                drawing.box(a, y + 12 * k, max(b - a, 1), 10, BARS[k % len(BARS)])
                drawing.text(b + 4, y + 12 * k + 9, "%.2f" % found[name], size=10)
    for k, compiler in enumerate(ratios):
        drawing.box(left + 110 * k, 46 + step * len(names), 10, 10, BARS[k % len(BARS)])
        drawing.text(left + 110 * k + 14, 55 + step * len(names), compiler)
    drawing.save(path)


def draw_products(products, scalar, path):
    """A panel a transposition: GF/s over n, on a logarithmic axis."""
    drawing = Drawing(920, 640)
    seen = []
    for panel, (kind, title) in enumerate(KINDS):
        by_size = products.get((scalar, kind), {})
        if not by_size:
            continue
        left, top, width, height = 50 + 450 * (panel % 2), 40 + 290 * (panel // 2), 380, 230
        rates = {}
        for n in sorted(by_size):
            for who, one in by_size[n].items():
                rates.setdefault(who, []).append((n, 2.0 * n ** 3 / one["ns"]))
        high = 1.05 * max(r for points in rates.values() for _, r in points)
        sizes = sorted(by_size)
        span = math.log(sizes[-1] / sizes[0]) or 1.0
        place = lambda n, r: (left + width * math.log(n / sizes[0]) / span, top + height * (1 - r / high))
        drawing.text(left, top - 8, title + ", " + scalar + ", GF/s over n")
        for n in sizes:
            if n & (n - 1) == 0:
                x, y = place(n, 0)
                drawing.line(x, top, x, y, "#eee")
                drawing.text(x, y + 14, str(n), "middle", size=10)
        unit = 10 ** math.floor(math.log10(high))
        unit = unit / 2 if high / unit < 3 else unit
        for k in range(int(high / unit) + 1):
            x, y = place(sizes[0], k * unit)
            drawing.line(x, y, left + width, y, "#eee")
            drawing.text(x - 6, y + 4, "%g" % (k * unit), "end", size=10)
        for who, points in sorted(rates.items(), key=lambda item: item[0] == "tapeless"):
            seen += [who] if who not in seen else []
            thick = 2.5 if who == "tapeless" else 1.3
            drawing.path([place(n, r) for n, r in points], COLOURS.get(who, "#555"), thick)
    for k, who in enumerate(seen):
        drawing.line(50 + 120 * k, 620, 74 + 120 * k, 620, COLOURS.get(who, "#555"), 3)
        drawing.text(80 + 120 * k, 624, who)
    drawing.save(path)


def draw(compared, folder):
    """compiler -> (ratios, products): gives [(file, title)]."""
    drawn = []
    ratios = {compiler: found for compiler, (found, _) in compared.items() if found}
    if ratios:
        draw_ratios(ratios, os.path.join(folder, "workloads.svg"))
        drawn.append(("workloads.svg", "tapeless by workload, as a ratio to the best hand-written code"))
    for compiler, (_, products) in compared.items():
        for scalar in sorted({scalar for scalar, _ in products}):
            name = "matmul-%s-%s.svg" % (scalar, compiler.replace("+", "p"))
            draw_products(products, scalar, os.path.join(folder, name))
            drawn.append((name, "matmul, %s, %s" % (scalar, compiler)))
    return drawn
