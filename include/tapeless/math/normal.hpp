// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/error_function.hpp>

// The normal distribution: its density φ and its distribution function Φ, which keep their relative accuracy
// in the tails. There the rounding of x/√2 or of x² alone would cost x² ulp, so both are double words.

namespace tapeless::math {

/// φ(x) = exp(-x²/2)/√(2π), below 2 ulp. 0 at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V normal_density(V x) {
  using T = scalar_of<V>;
  constexpr T factor = T(0.39894228040143267793994605993438L);
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (!(a < T(154))) return x != x ? x : T(0);
    double_word<T> const z = square(a);
    return exponential(double_word<T>{-z.hi / 2, -z.lo / 2}).rounded() * factor;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return normal_density(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    double_word<V> const z = square(select(a > T(40), fill<V>(T(40)), a));
    return factor * exp_of_sum<V>(T(-0.5) * z.hi, T(-0.5) * z.lo);
  }
}

/// Φ(x) = erfc(-x/√2)/2, below 4 ulp. 0 at -∞, 1 at ∞. The argument is z + d; what d changes is told by the
/// derivative of erfc.
template <Lane V>
[[gnu::always_inline]] inline constexpr V normal_distribution(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (x != x || a > T(160)) return x != x ? x : x < 0 ? T(0) : T(1);
    constexpr double parts[]{0x1.6a09e668p-1, -0x1.8866deeap-38, 0x1.7d89b376p-72};
    double_word<T> const z = constant<T>(parts) * -x;
    return (erfc(z.hi) - 2 * z.lo * normal_density(x) * T(1.41421356237309504880168872420969808L)) / 2;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return normal_distribution(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    V const c = select(a > T(40), fill<V>(T(40)), a);
    double_word<V> const w = two_product<V>(c, fill<V>(0x1.6a09e667f3bcdp-1));
    auto const inner = w.hi < 0.75;
    V const b = select(inner, w.hi, fill<V>(0.0)), half = T(0.5) * (b + b * polynomial<erf_excess>(b * b));
    // erfc as in erfc_beyond, at z + low
    V const z = select(inner, fill<V>(1.0), w.hi), low = w.lo + c * -0x1.bdd3413b26456p-55;
    double_word<V> const s = square(z), d = two_sum(z + z, fill<V>(1.0));
    double_word<V> const e = two_sum(-s.hi, polynomial<erfc_exponent>((z - 2.0) / (z + 2.0)));
    V const tail = T(0.5) * exp_of_sum<V>(e.hi, e.lo - s.lo - 2.0 * (z * low) - d.lo / d.hi) / d.hi;
    V const left = select(inner, 0.5 - half, tail), right = select(inner, 0.5 + half, 1.0 - tail);
    return select(x < T(0), left, right);
  }
}

}  // namespace tapeless::math
