# SPDX-License-Identifier: BSL-1.0
"""Straight-line code of a function and its derivatives, as it would be written out by hand: one statement for each
operation, backwards from each result, products with 0 and 1 left out."""


class Number:
    def __init__(self, tape, text, operands=()):
        self.tape, self.operands = tape, operands  # (operand, its partial derivative as text)
        self.name = text if not operands else f"v{len(tape.lines)}"
        if operands:
            tape.lines.append(f"  double const {self.name} = {text};")
            tape.numbers.append(self)

    def _binary(self, other, sign, partials):
        b = other.name if isinstance(other, Number) else repr(float(other))
        pairs = [(self, partials(self.name, b)[0])]
        if isinstance(other, Number):
            pairs.append((other, partials(self.name, b)[1]))
        return Number(self.tape, f"{self.name} {sign} {b}", pairs)

    def __add__(self, other):
        return self._binary(other, "+", lambda a, b: ("1", "1"))

    def __sub__(self, other):
        return self._binary(other, "-", lambda a, b: ("1", "-1"))

    def __mul__(self, other):
        return self._binary(other, "*", lambda a, b: (b, a))

    def __truediv__(self, other):
        y = f"v{len(self.tape.lines)}"
        return self._binary(other, "/", lambda a, b: (f"1 / {b}", f"-{y} / {b}"))

    def call(self, function, partial):
        y = f"v{len(self.tape.lines)}"
        return Number(self.tape, f"std::{function}({self.name})", [(self, partial(self.name, y))])


def sin(x):
    return x.call("sin", lambda a, y: f"std::cos({a})")


def cos(x):
    return x.call("cos", lambda a, y: f"-std::sin({a})")


def tanh(x):
    return x.call("tanh", lambda a, y: f"(1 - {y} * {y})")


def sqrt(x):
    return x.call("sqrt", lambda a, y: f"0.5 / {y}")


class Tape:
    def __init__(self):
        self.lines, self.numbers = [], []

    def inputs(self, count):
        return [Number(self, f"x[{i}]") for i in range(count)]

    def backwards(self, result, inputs, to, prefix):
        """The statements that put the derivatives of a result into to[0], to[1], ..."""
        lines, named, cotangent = [], set(), {id(result): "1"}
        for number in reversed(self.numbers):
            g = cotangent.get(id(number))
            if g is None:
                continue
            if g != "1" and g not in named:
                name = f"{prefix}{len(lines)}"
                lines.append(f"  double const {name} = {g};")
                g = name
                named.add(name)
            for operand, partial in number.operands:
                piece = {"1": g, "-1": f"-{g}"}.get(partial, partial if g == "1" else f"{g} * ({partial})")
                before = cotangent.get(id(operand))
                cotangent[id(operand)] = piece if before is None else f"{before} + {piece}"
        for i, x in enumerate(inputs):
            lines.append(f"  to[{to + i}] = {cotangent.get(id(x), '0')};")
        return lines


def chain(tape, size):
    x = tape.inputs(1)
    y = x[0]
    for _ in range(size):
        y = sin(y)
    return x, [y]


def mlp(tape, size):
    x = tape.inputs(64 * size + 8)
    h = x[64 * size:]
    for layer in range(size):
        rows = [x[64 * layer + 8 * i:64 * layer + 8 * i + 8] for i in range(8)]
        h = [tanh(total([w * v for w, v in zip(row, h)])) for row in rows]
    return x, [total([v * v for v in h])]


def bundle(tape, size):
    c = x = tape.inputs(14)
    v = [c[11 + i] - c[3 + i] for i in range(3)]
    angle = sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2])
    s, co = sin(angle) / angle, cos(angle)
    k = (co * -1 + 1) / (angle * angle)
    dot = (c[0] * v[0] + c[1] * v[1] + c[2] * v[2]) * k
    turned = [v[i] * co + (c[(i + 1) % 3] * v[(i + 2) % 3] - c[(i + 2) % 3] * v[(i + 1) % 3]) * s + c[i] * dot
              for i in range(3)]
    a, b = turned[0] / turned[2], turned[1] / turned[2]
    r2 = a * a + b * b
    distortion = c[9] * r2 + c[10] * (r2 * r2) + 1
    return x, [c[7] + c[6] * (distortion * a), c[8] + c[6] * (distortion * b)]


def total(terms):
    y = terms[0]
    for t in terms[1:]:
        y = y + t
    return y


def source(question, size):
    """A C++ source with the derivatives of a question, between #ifdef BLOCK and #endif."""
    tape = Tape()
    x, results = {"chain": chain, "mlp": mlp, "bundle": bundle}[question](tape, size)
    backwards = [tape.backwards(y, x, k * len(x), f"g{k}_") for k, y in enumerate(results)]
    return "\n".join(["#include <cmath>", "void measured(double const* x, double* to) {", "#ifdef BLOCK", *tape.lines,
                      *(line for lines in backwards for line in lines), "#else", "  to[0] = x[0];", "#endif", "}", ""])
