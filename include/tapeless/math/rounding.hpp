// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/series.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// To the nearest integer, halves to even. Keeps the sign, so -0.3 becomes -0.
template <Lane V>
[[gnu::always_inline]] inline constexpr V round(V x) {
  using T = scalar_of<V>;
  constexpr T whole =
      T(std::uint64_t{1} << (limits<T>::digits < 64 ? limits<T>::digits - 1 : 63)) *
      (limits<T>::digits > 64 ? T(0x1p49) : T(1));  // from there on all are integers
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && !(a < whole)) return x;
  return select(a < whole, with_sign<V>(fence<V>(a + whole) - whole, x), x);
}
/// The greatest integer not above x.
template <Lane V>
[[gnu::always_inline]] inline constexpr V floor(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  V const r = round(x);
  return select(r > x, r - T(1), r);
}
/// The least integer not below x. From (-1, 0) it is -0.
template <Lane V>
[[gnu::always_inline]] inline constexpr V ceil(V x) {
  return -floor<V>(-x);
}
/// Towards zero.
template <Lane V>
[[gnu::always_inline]] inline constexpr V trunc(V x) {
  return with_sign(floor(abs(x)), x);
}

/// x minus the multiple of y next to it towards zero: exact, with the sign of x. NaN for infinite x or y = 0;
/// one bit of the quotient at a time, lane by lane.
template <Lane V>
[[gnu::always_inline]] inline constexpr V fmod(V x, V y) {
  if constexpr (is_scalar<V>) {
    V const a = abs(x), b = abs(y);
    if (!(a < infinity<V>) || !(b > 0)) return x != x ? x : y != y ? y : not_a_number<V>;
    if (a < b) return x;
    binary<V> const m = split(a), n = split(b);
    V r = m.significand >= n.significand ? m.significand - n.significand : m.significand;
    for (int i = m.exponent; i > n.exponent && r != 0; --i) {
      r *= 2;
      if (r >= n.significand) r -= n.significand;
    }
    return with_sign(scale(r, n.exponent), x);
  } else {
    for (int i = 0; i < width_of<V>; ++i) x[i] = fmod(x[i], y[i]);
    return x;
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
