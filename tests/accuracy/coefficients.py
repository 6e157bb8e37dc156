# SPDX-License-Identifier: BSL-1.0
"""Prints the polynomial coefficients of include/tapeless/math: python3 coefficients.py [name...]   (needs mpmath)

Remez's exchange algorithm with a weight; then the coefficients are rounded, which moves the result by less than the
rounding of the evaluation does. Both errors are printed to stderr."""
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, log, exp, sqrt, erf, erfc, atan, sin, tan, asin, gamma, psi, loggamma

mp.prec = 240


def remez(f, weight, a, b, powers):
    """The p(x) = sum c_i x^powers_i that minimises the greatest |weight(x)·(f(x) - p(x))| on [a, b]."""
    n = len(powers)
    grid = [a + (b - a) * (1 - cos(pi * (i + mpf(1) / 3) / (24 * n))) / 2 for i in range(24 * n)]
    fs, ws = [f(x) for x in grid], [weight(x) for x in grid]
    pick = [min(len(grid) - 1, int(round(24 * n * (i + 0.5) / (n + 1)))) for i in range(n + 1)]
    for _ in range(12):
        m, rhs = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for row, j in enumerate(pick):
            for col, p in enumerate(powers): m[row, col] = grid[j] ** p
            m[row, n], rhs[row] = (-1) ** row / ws[j], fs[j]
        solution = lu_solve(m, rhs)
        c, level = [solution[i] for i in range(n)], abs(solution[n])
        error = [w * (y - sum(ci * x ** p for ci, p in zip(c, powers))) for x, y, w in zip(grid, fs, ws)]
        runs = []
        for j, e in enumerate(error):
            if runs and (e > 0) == (error[runs[-1]] > 0):
                if abs(e) > abs(error[runs[-1]]): runs[-1] = j
            else: runs.append(j)
        while len(runs) > n + 1: runs.pop(0 if abs(error[runs[0]]) < abs(error[runs[-1]]) else -1)
        if len(runs) < n + 1: break
        done = runs == pick
        pick = runs
        if done: break
    return c, max(abs(e) for e in error)


def rounded(c, bits):
    with mp.workprec(bits): return +c


def fit(name, f, a, b, count, bits=53, weight=lambda x: 1, step=1, first=0, low=False):
    a, b = mpf(a), mpf(b)
    powers = [first + step * i for i in range(count)]
    c, error = remez(f, weight, a, b, powers)
    fixed = [rounded(ci, bits) for ci in c]
    print(f"// {name}: {count} coefficients on [{mp.nstr(a, 5)}, {mp.nstr(b, 5)}], error 2^{mp.nstr(log(error, 2), 4)}",
          end="", file=sys.stderr)
    points = [a + (b - a) * j / 997 for j in range(998)]
    worst = max(abs(weight(x) * (f(x) - sum(c * x ** p for c, p in zip(fixed, powers)))) for x in points)
    print(f", rounded 2^{mp.nstr(log(worst, 2), 4)}", file=sys.stderr)
    show(name, fixed, bits)
    if low: print(f"inline constexpr double {name}_low = {float(c[0] - fixed[0]):.9g};  // what {name}[0] lacks")


def show(name, c, bits):
    suffix, kind = ("f", "float") if bits == 24 else ("", "double")
    text = [f"{float(x):.{9 if bits == 24 else 17}g}{suffix}" for x in c]
    text = [t if any(k in t for k in ".e") else t.replace(suffix, "") + ".0" + suffix for t in text]
    print(f"inline constexpr {kind} {name}[]{{{', '.join(text)}}};")


def wide(x):
    mp.prec = 400
    x = mpf(x)
    mp.prec = 240
    return x


def small(f, series, x):
    """f where it is no 0/0, its series close to 0."""
    return f(x) if abs(x) > mpf(2) ** -40 else series(x)


h = mpf(log(2)) / 2 * mpf("1.0001")
jobs = {}


def job(f):
    jobs[f.__name__] = f
    return f


def exp_tail(x): return small(lambda x: (mp.expm1(x) - x) / x ** 2, lambda x: mpf(1) / 2 + x / 6 + x * x / 24, x)
def exp_tail3(x): return small(lambda x: (mp.expm1(x) - x - x * x / 2) / x ** 3, lambda x: mpf(1) / 6 + x / 24, x)


@job
def exponential():
    fit("exp_tail", exp_tail, -h, h, 10, weight=lambda x: x * x + mpf(10) ** -9)
    fit("exp_tail_f", exp_tail, -h, h, 5, 24, weight=lambda x: x * x + mpf(10) ** -5)
    fit("expm1_tail", exp_tail3, -h, h, 10, weight=lambda x: x * x + mpf(10) ** -5)
    fit("expm1_tail_f", exp_tail3, -h, h, 5, 24, weight=lambda x: x * x + mpf(10) ** -5)


def log_tail(z):
    """log((1+s)/(1-s)) = 2s + s·z·tail(z), z = s²"""
    s = sqrt(z)
    return 2 * (mp.atanh(s) - s) / (s * z) if z > mpf(2) ** -60 else mpf(2) / 3 + 2 * z / 5


@job
def logarithm():
    top = (3 - 2 * sqrt(mpf(2))) ** 2 * mpf("1.001")
    fit("log_tail", log_tail, 0, top, 7)
    fit("log_tail_f", log_tail, 0, top, 4, 24)


def odd_tail(f, c):
    """(f(x) - x)/x³ as a function of z = x²; c is its value at 0."""
    return lambda z: (f(sqrt(z)) - sqrt(z)) / (z * sqrt(z)) if z > mpf(2) ** -80 else mpf(c)


@job
def hyperbolic():
    fit("tanh_tail", odd_tail(mp.tanh, mpf(-1) / 3), 0, 0.5625 ** 2, 11)
    fit("tanh_tail_f", odd_tail(mp.tanh, mpf(-1) / 3), 0, 0.5625 ** 2, 6, 24)
    near = {"a": 0, "b": mpf("0.2555") ** 2, "weight": lambda z: z + mpf(10) ** -4}
    fit("tanh_near_zero", odd_tail(mp.tanh, mpf(-1) / 3), count=7, **near)
    fit("tanh_near_zero_f", odd_tail(mp.tanh, mpf(-1) / 3), count=4, bits=24, **near)
    fit("sinh_tail", odd_tail(mp.sinh, mpf(1) / 6), 0, 1, 7)
    fit("sinh_tail_f", odd_tail(mp.sinh, mpf(1) / 6), 0, 1, 4, 24)


def even_tail(z):
    """(cos x - 1 + x²/2)/x⁴"""
    return (mp.cos(sqrt(z)) - 1 + z / 2) / z ** 2 if z > mpf(2) ** -50 else mpf(1) / 24


@job
def trigonometric():
    top = (pi / 4 * mpf("1.0001")) ** 2
    fit("sin_tail", odd_tail(mp.sin, mpf(-1) / 6), 0, top, 6)
    fit("cos_tail", even_tail, 0, top, 6)
    fit("sin_tail_short", odd_tail(mp.sin, mpf(-1) / 6), 0, top, 4)
    fit("cos_tail_short", even_tail, 0, top, 4)
    fit("tan_tail", odd_tail(mp.tan, mpf(1) / 3), 0, 0.67434 ** 2, 13)


@job
def inverse_trigonometric():
    fit("atan_tail", odd_tail(mp.atan, mpf(-1) / 3), 0, 0.4375 ** 2, 11)
    fit("asin_tail", odd_tail(mp.asin, mpf(1) / 6), 0, 0.25, 13)


@job
def powers():
    ln2 = log(mpf(2))
    fit("exp2_tail", lambda x: small(lambda x: (mpf(2) ** x - 1 - x * ln2) / x ** 2, lambda x: ln2 ** 2 / 2 + x * ln2 ** 3 / 6, x),
        -0.5, 0.5, 10, weight=lambda x: x * x + mpf(10) ** -9)
    top = (3 - 2 * sqrt(mpf(2))) ** 2 * mpf("1.001")
    fit("log_series", lambda z: (log_tail(z) - mpf(2) / 3) / z if z > mpf(2) ** -30 else mpf(2) / 5 + 2 * z / 7 + 2 * z * z / 9,
        0, top, 9)
    fit("cbrt_start", lambda x: mp.cbrt(x), sqrt(mpf(1) / 2), sqrt(mpf(2)), 5, weight=lambda x: 1 / mp.cbrt(x))


def erf_excess(z):
    """erf x/x - 1 for z = x²"""
    return erf(sqrt(z)) / sqrt(z) - 1 if z > mpf(2) ** -100 else 2 / sqrt(pi) - 1


def erfc_exponent(t):
    """log((1 + 2x)·exp(x²)·erfc x) for t = (x - 2)/(x + 2)"""
    x = 2 * (1 + t) / (1 - t)
    return log((1 + 2 * x) * mp.erfc(x)) + x * x


def erfinv_ratio(w):
    """erfinv x/x for w = -log(1 - x²)"""
    if w < mpf(2) ** -60: return sqrt(pi) / 2
    one_minus = -mp.expm1(mp.log1p(mp.expm1(-w)) / 2) if w < 3 else 1 - sqrt(1 - exp(-w))
    x = sqrt(-mp.expm1(-w))
    one_minus = exp(-w) / (1 + x)
    y = sqrt(pi) / 2 * x if x < 0.5 else sqrt(-log(one_minus * sqrt(pi) * sqrt(-log(one_minus) + 0.5)) + 0.1)
    for _ in range(60):
        f = (x - erf(y)) if x < 0.5 else (mp.erfc(y) - one_minus)
        u = f / (2 / sqrt(pi) * exp(-y * y))
        y = y + u / (1 - y * u)
        if abs(u) < mpf(2) ** -150 * y: break
    return y / x


@job
def error_function():
    fit("erf_excess", erf_excess, 0, 0.5625, 11)
    fit("erfc_exponent", erfc_exponent, (mpf("0.75") - 2) / (mpf("0.75") + 2), (mpf("27.3") - 2) / (mpf("27.3") + 2), 24)
    fit("erfinv_inner", erfinv_ratio, 0, 5, 9)
    fit("erfinv_outer", lambda s: erfinv_ratio(s * s), sqrt(mpf(5)), 6.07, 13)


def moebius(c):
    """x for t = (x - c)/(x + c), which keeps the singularities, all at x ≤ 0, out of the unit disc"""
    return lambda t: c * (1 + t) / (1 - t)


@job
def normal():
    x = moebius(4)
    ratio = lambda t: (x(t) + sqrt(mpf(1) / 2)) * exp(x(t) ** 2 / 2) * erfc(x(t) / sqrt(mpf(2))) / 2
    fit("normal_tail", ratio, -1, mpf(35) / 43, 24, weight=lambda t: 1 / ratio(t))     # its first coefficient apart


def removed(f, x, zeros, slopes):
    """f(x) with its zeros divided out; at a zero by the slope"""
    p = mpf(1)
    for z in zeros: p *= x - z
    for z, s in zip(zeros, slopes):
        if abs(x - z) < mpf(2) ** -60: return s
    return f(x) / p


def bernoulli_tail(f, main):
    """(f(x) - main(x)) at x = u^-1/2"""
    def g(u):
        x = 1 / sqrt(u)
        return f(x) - main(x)
    return g


@job
def gamma_functions():
    root = mp.findroot(lambda x: psi(0, x), mpf("1.4616321449683623"))
    print("// digamma root", [float(c).hex() for c in (root, root - mpf(float(root)), )], file=sys.stderr)
    c = rounded(sqrt(mpf(6)), 53)                        # [0.75, 8]
    x = moebius(c)
    fit("lgamma_middle", lambda t: removed(loggamma, x(t), [1, 2], [psi(0, 1) / -1, psi(0, 2) / 1]),
        (mpf("0.75") - c) / (mpf("0.75") + c), (8 - c) / (8 + c), 30, low=True)
    fit("lgamma_tail", lambda u: bernoulli_tail(loggamma, lambda x: (x - mpf(1) / 2) * log(x) - x + log(2 * pi) / 2)(u) / sqrt(u)
        if u > 0 else mpf(1) / 12, 0, mpf(1) / 64, 7)
    d = rounded(sqrt(mpf(8)), 53)                        # [1, 8]
    w = moebius(d)
    fit("digamma_middle", lambda t: removed(lambda x: psi(0, x), w(t), [root], [psi(1, root)]), (1 - d) / (1 + d), (8 - d) / (8 + d), 30, low=True)
    fit("digamma_tail", lambda u: bernoulli_tail(lambda x: psi(0, x), lambda x: log(x) - 1 / (2 * x))(u) / u if u > 0 else -mpf(1) / 12,
        0, mpf(1) / 64, 7)
    fit("trigamma_middle", lambda t: w(t) * psi(1, w(t)), (1 - d) / (1 + d), (8 - d) / (8 + d), 30, low=True)
    fit("trigamma_tail", lambda u: bernoulli_tail(lambda x: psi(1, x), lambda x: 1 / x + 1 / (2 * x * x))(u) / sqrt(u) / u
        if u > 0 else mpf(1) / 6, 0, mpf(1) / 64, 7)


if __name__ == "__main__":
    for name in sys.argv[1:] or jobs: jobs[name]()
