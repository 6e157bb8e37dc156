// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>
#include <tapeless/math/log.hpp>
#include <tapeless/math/rounding.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

// (2·atanh(s)/s - 2 - 2z/3)/z² for z = s², s as for log, by Remez: tests/accuracy/coefficients.py powers
inline constexpr double log_series[]{
    0.40000000000000002, 0.28571428571428564, 0.22222222222228524, 0.1818181817963043, 0.15384615764843404,
    0.13333296258244043, 0.11766824611080372, 0.10456078658729437, 0.10764607265020723};

/// log x to 65 bits, for finite x > 0: the series of log.hpp with its leading terms in heads and rests. No
/// sum is renormalised before the end, since each step of that waits for the one before.
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> logarithm_in_double_word(V x) {
  normalised<V> const n(x);
  double_word<V> const d = quick_two_sum<V>(fill<V>(2.0), n.f);
  V const inverse = 1.0 / d.hi, d1 = head(d.hi), d2 = (d.hi - d1) + d.lo;
  V const s1 = head<V>(n.f * inverse);  // s = s1 + s2 = f/(2 + f)
  V const s2 = (fence<V>(n.f - s1 * d1) - s1 * d2) * inverse;
  V const z1 = s1 * s1, z2 = s2 * (s1 + s1 + s2), z = z1 + z2, zh = head(z1);
  constexpr double c1 = 0x1.555555p-1;  // the head of 2/3
  V const c2 = 0x1.5555555555555p-27 + z * polynomial<log_series>(z);
  V const u1 = zh * c1, u2 = ((z1 - zh) + z2) * c1 + z * c2, uh = head(u1);
  V const t1 = s1 * uh, t2 = s1 * ((u1 - uh) + u2) + s2 * (u1 + u2);
  double_word<V> const a = quick_two_sum<V>(n.k * 0x1.62e42feep-1, s1 + s1), b = quick_two_sum<V>(a.hi, t1);
  return {b.hi, b.lo + (a.lo + (n.k * 0x1.a39ef35793c76p-33 + (s2 + s2 + t2)))};
}
/// |x|^y for 0 < x < ∞ and |y| ≤ 2⁶⁶.
template <Lane V>
[[gnu::always_inline]] inline constexpr V pow_of_positive(V x, V y) {
  if constexpr (is_extended<V>) {
    double_word<V> const e = logarithm(x) * y;
    if (abs(e.hi) > 12000) return e.hi > 0 ? infinity<V> : V(0);
    return exponential(e).rounded();
  } else if constexpr (is_single<V>) {
    return in_double([](auto v, auto w) __attribute__((always_inline)) {
      auto const e = w * log_plus(v, 0.0 * v);
      return exp_of_sum(select(e > 800.0, fill<decltype(v)>(800.0), e), 0.0 * v);
    }, x, y);
  } else {
    double_word<V> const l = logarithm_in_double_word(x);
    V const l1 = head(l.hi), l2 = (l.hi - l1) + l.lo, y1 = head(y);
    double_word<V> const e = quick_two_sum<V>(y1 * l1, y * l2 + (y - y1) * l1);
    return exp_of_sum(e.hi, select(abs(e.hi) < 1000.0, e.lo, fill<V>(0.0)));
  }
}

/// x^y, below 1 ulp. The special values are those of C, Annex F: x^0 and 1^y are 1, even for NaN; NaN for
/// finite x < 0 unless y is an integer, whose parity then gives the sign; 0 and ∞ as limits, with the sign of
/// odd powers.
template <Lane V>
[[gnu::always_inline]] inline constexpr V pow(V x, V y) {
  using T = scalar_of<V>;
  constexpr T inf = infinity<T>, huge = T(0x1p66);
  V const a = abs(x);
  auto const ordinary =
      select(a > T(0), fill<V>(T(1)), fill<V>(T(0))) * select(a < inf, fill<V>(T(1)), fill<V>(T(0)));
  V const base = select(ordinary > T(0), a, fill<V>(T(1)));
  V const z =
      select(y != y, fill<V>(T(0)), select(y > huge, fill<V>(huge), select(y < -huge, fill<V>(-huge), y)));
  V r = pow_of_positive(base, z);
  // At 0 and ∞ it is 0 or ∞, by the sign of y.
  V const limit = select(a > T(1), fill<V>(T(1)), fill<V>(T(-1))) * z;
  r = select(ordinary > T(0), r, select(limit > T(0), fill<V>(inf), fill<V>(T(0))));
  V const half = T(0.5) * z, whole = select(round(z) == z, fill<V>(T(1)), fill<V>(T(0)));
  V const odd = select(round(half) != half, whole, fill<V>(T(0)));
  r = select(signbit(x), select(odd > T(0), -r, r), r);
  r = select(x < T(0), select(whole + (T(1) - ordinary) > T(0), r, fill<V>(not_a_number<T>)), r);
  r = select(y != y, y, select(x != x, x, r));
  return select(y == T(0), fill<V>(T(1)), select(x == T(1), fill<V>(T(1)), r));
}

/// a·b. In constant evaluation g++ takes an overflow for an error and clang a NaN.
template <Lane V>
[[gnu::always_inline]] inline constexpr V product_or_infinity(V a, V b) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated()) {
      if (a != a || b != b) return a != a ? a : b;
      if (abs(a) > 1 && abs(b) > limits<T>::max() / abs(a))
        return (a < 0) == (b < 0) ? infinity<T> : -infinity<T>;
    }
  return a * b;
}
/// x^n by repeated squaring: within (|n| - 1)/2 ulp, exact where the powers are. x^0 is 1.
template <Lane V>
[[gnu::always_inline]] inline constexpr V integer_power(V x, int n) {
  using T = scalar_of<V>;
  V y = fill<V>(T(1));
  for (unsigned m = n < 0 ? 0u - unsigned(n) : unsigned(n); m != 0; m >>= 1) {
    if (m & 1) y = product_or_infinity(y, x);
    if (m > 1) x = product_or_infinity(x, x);
  }
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && n < 0) {
      if (y != y) return y;
      if (abs(y) < 1 && abs(y) * limits<T>::max() <= 1) return with_sign(infinity<T>, y);
    }
  return n < 0 ? T(1) / y : y;
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
