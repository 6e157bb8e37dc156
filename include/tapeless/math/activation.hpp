// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/hyperbolic.hpp>
#include <tapeless/math/inverse_hyperbolic.hpp>
#include <tapeless/math/log.hpp>

// Functions of neural networks that lose their digits when composed of others.

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// x - tanh x, relatively accurate at 0 too, where it is x³/3: there the tail of tanh itself.
template <Lane V>
[[gnu::always_inline]] inline constexpr V tanhshrink(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  if constexpr (is_extended<V>) {
    if (!(a < T(50))) return x != x ? x : x < 0 ? x + 1 : x - 1;
    if (a < T(0x1p-8)) {  // Taylor's series; the first term left out is below 2⁻⁷⁸ of the first
      T const z = x * x;
      T const tail = T(17) / 315 - z * (T(62) / 2835 - z * (T(1382) / 155925));
      return x * (z * (T(1) / 3 - z * (T(2) / 15 - z * tail)));
    }
    double_word<T> const m = exponential_minus_one(double_word<T>{2 * a, 0});
    return with_sign((-(m / (m + T(2))) + a).hi, x);
  } else {
    auto const inner = a <= T(0.5625);
    V const b = select(inner, x, fill<V>(T(0))), z = b * b;
    V tail = b;
    if constexpr (sizeof(T) == 4) tail = polynomial<tanh_tail_f>(z);
    else tail = polynomial<tanh_tail>(z);
    return select(inner, -(b * (z * tail)), x - tanh<V>(x));
  }
}

/// log(x/(1 - x)), relatively accurate at its zero 1/2 too: there 2 atanh(2x - 1), whose argument is exact.
/// -∞ at 0, ∞ at 1, NaN outside.
template <Lane V>
[[gnu::always_inline]] inline constexpr V logit(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(x > T(0) && x < T(1)))
        return x == T(0) ? -infinity<T> : x == T(1) ? infinity<T> : not_a_number<T>;
  auto const inner = abs<V>(x - T(0.5)) <= T(0.25);
  V const b = select(inner, x, fill<V>(T(0.5))), c = select(inner, fill<V>(T(0.125)), x);
  return select(inner, T(2) * atanh<V>(b + b - T(1)), log<V>(c) - log1p<V>(-c));
}

/// The parts of tanh(log(1 + e^x)) = w/(w + 2) with w = e^x (e^x + 2), times e^-2x where x ≥ 0.
template <Lane V>
struct tanh_softplus_parts {
  V w, two;
  [[gnu::always_inline]] explicit constexpr tanh_softplus_parts(V argument) {
    using T = scalar_of<V>;
    V const e = exp<V>(-abs(argument));
    auto const negative = argument < T(0);
    w = select(negative, e * (e + T(2)), T(1) + T(2) * e);
    two = T(2) * select(negative, fill<V>(T(1)), e * e);
  }
};
/// tanh(log(1 + e^x)), below 3 ulp in both tails.
template <Lane V>
[[gnu::always_inline]] inline constexpr V tanh_softplus(V x) {
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  tanh_softplus_parts<V> const p(x);
  return p.w / (p.w + p.two);
}
/// 1 - tanh(log(1 + e^x)), below 3 ulp in both tails.
template <Lane V>
[[gnu::always_inline]] inline constexpr V tanh_softplus_rest(V x) {
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  tanh_softplus_parts<V> const p(x);
  return p.two / (p.w + p.two);
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
