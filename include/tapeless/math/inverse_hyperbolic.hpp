// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/log.hpp>
#include <tapeless/math/root.hpp>

// All three are log(1 + w) with w as a double word, so that only the logarithm's own rounding counts.

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// Below this, x³/3 is less than half an ulp of x.
template <class T>
inline constexpr T itself_below = sizeof(T) == 4 ? T(0x1p-13) : T(0x1p-28);

/// asinh x = log(1 + (|x| + x²/(1 + √(1 + x²)))) with the sign of x, below 1 ulp. -0 at -0, ±∞ at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V asinh(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(a < infinity<T>) || a < limits<T>::epsilon() / 16) return x;
  constexpr T limit = sizeof(T) == 4 ? T(0x1p14) : sizeof(T) == 8 ? T(0x1p28) : T(0x1p60);
  if constexpr (is_extended<V>) {
    if (a > limit) return with_sign((logarithm(a) + ln2<T>).hi, x);
    double_word<T> const z = two_product(a, a), w = z / (root(z + T(1)) + T(1)) + a;
    if (a < T(0.2)) return with_sign(logarithm_of_one_plus(w).hi, x);
    double_word<T> const u = w + T(1);
    return with_sign((logarithm(u.hi) + u.lo / u.hi).hi, x);
  } else {
    auto const large = a > limit;
    V const b = select(large, fill<V>(T(1)), a);
    double_word<V> const s = root(square(b) + T(1));
    double_word<V> const sum = two_sum(b, s.hi);
    V const h = select(large, a, sum.hi);
    V const low = select(large, fill<V>(T(0x1.62e42fefa39efp-1)), (sum.lo + s.lo) / sum.hi);
    V const y = log_plus(h, low);
    return with_sign(select(a < infinity<T>, select(a < itself_below<T>, a, y), a), x);
  }
}
/// acosh x = log(1 + ((x - 1) + √(x² - 1))), below 1 ulp. 0 at 1, NaN below.
template <Lane V>
[[gnu::always_inline]] inline constexpr V acosh(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(x > T(1) && x < infinity<T>)) return x == T(1) ? T(0) : x < T(1) ? not_a_number<T> : x;
  constexpr T limit = sizeof(T) == 4 ? T(0x1p14) : sizeof(T) == 8 ? T(0x1p28) : T(0x1p60);
  if constexpr (is_extended<V>) {
    if (x > limit) return (logarithm(x) + ln2<T>).hi;
    T const t = x - 1;
    double_word<T> const w = root((two_sum<T>(x, 1)) * t) + t;
    if (w.hi < T(0.4)) return logarithm_of_one_plus(w).hi;
    double_word<T> const u = w + T(1);
    return (logarithm(u.hi) + u.lo / u.hi).hi;
  } else {
    auto const large = x > limit;
    V const b = select(large, fill<V>(T(2)), x), t = b - T(1);
    double_word<V> const s = root(two_sum(b, fill<V>(T(1))) * t);
    double_word<V> const sum = two_sum(b, s.hi);
    V const h = select(large, x, sum.hi);
    V const low = select(large, fill<V>(T(0x1.62e42fefa39efp-1)), (sum.lo + s.lo) / sum.hi);
    V const y = select(x == T(1), fill<V>(T(0)), log_plus(h, low));
    return select(x < infinity<T>, select(x < T(1), fill<V>(not_a_number<T>), y), x);
  }
}
/// atanh x = log(1 + 2x/(1 - x))/2, below 1 ulp. -0 at -0, ±∞ at ±1, NaN beyond.
template <Lane V>
[[gnu::always_inline]] inline constexpr V atanh(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>) {
      if (!(a < T(1))) return a == T(1) ? with_sign(infinity<T>, x) : a > T(1) ? not_a_number<T> : x;
      if (a < limits<T>::epsilon() / 16) return x;
    }
  double_word<V> const d = two_sum(fill<V>(T(1)), -a);
  double_word<V> const w = double_word<V>{a + a, fill<V>(T(0))} / d;
  if constexpr (is_extended<V>) {
    double_word<T> const u = w + T(1);
    double_word<T> const y = w.hi < T(0.4) ? logarithm_of_one_plus(w) : logarithm(u.hi) + u.lo / u.hi;
    return with_sign(y.hi / 2, x);
  } else {
    V const y = T(0.5) * log1p_of(w, fill<V>(T(0)));
    V const z = select(a < itself_below<T>, a, select(a == T(1), fill<V>(infinity<T>), y));
    return with_sign(select(a > T(1), fill<V>(not_a_number<T>), z), x);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
