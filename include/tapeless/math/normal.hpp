// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/error_function.hpp>

// The normal distribution: its density φ and its distribution function Φ, which keep their relative accuracy
// in the tails. There the rounding of x² alone would cost x² ulp, so it is a double word. Both are multiples
// of exp(-x²/2), so compilers compute it once for a value and its derivative: Φ(-x) is exp(-x²/2)·(first +
// t·tail(t))/(x + √½) for x ≥ 0, with t = (x - 4)/(x + 4), after Shepherd and Laframboise (Math. Comp. 36,
// 1981). Coefficients by Remez: tests/accuracy/coefficients.py normal

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double normal_tail_first = 0.44440096988866873;
inline constexpr double normal_tail[]{
    -0.046795140183720288, -0.02243020572551151, 0.049602977401465811, -0.041237929250846128,
    0.020423374659967061, -0.0051510400806273624, -0.00047272734412484542, 0.0007497221039511092,
    -8.108752786871428e-05, -9.6244062810847041e-05, 1.9893471963901701e-05, 1.4887234056433579e-05,
    -3.1892184391495017e-06, -2.8063247519744608e-06, 3.4412333461448102e-07, 5.7898603109886497e-07,
    1.681359994971835e-08, -1.1309084137404007e-07, -2.3116761596932068e-08, 1.7197043987530483e-08,
    6.5883664647046228e-09, -1.37522400564486e-09, -7.6191883618288645e-10};

/// exp(-x²/2) for 0 ≤ x ≤ 40, below 1.1 ulp.
template <Lane V>
[[gnu::always_inline]] inline constexpr V exp_of_half_square(V x) {
  using T = scalar_of<V>;
  double_word<V> const z = square(x);
  return exp_of_sum<true, V>(T(-0.5) * z.hi, T(-0.5) * z.lo);
}
/// φ(x) = exp(-x²/2)/√(2π), below 2.1 ulp. 0 at ±∞.
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
    return factor * exp_of_half_square(minimum(fill<V>(T(40)), a));
  }
}

/// Φ(x) = erfc(-x/√2)/2, below 4 ulp. 0 at -∞, 1 at ∞. Where long double's erfc takes z + d for it, what d
/// changes is told by the derivative of erfc.
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
    V const c = minimum(fill<V>(T(40)), a);
    V const t = (c - T(4)) / (c + T(4)), ratio = normal_tail_first + t * polynomial<normal_tail>(t);
    V const tail = exp_of_half_square(c) * (ratio / (c + T(0x1.6a09e667f3bcdp-1)));
    return select(x < T(0), tail, T(1) - tail);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
