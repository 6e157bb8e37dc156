// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>

namespace tapeless::math {

// (tanh x - x)/x³ for |x| ≤ 0.5625 in x², by Remez: tests/accuracy/coefficients.py hyperbolic
inline constexpr double tanh_tail[]{-0.33333333333333331, 0.13333333333332437, -0.053968253967105771,
    0.021869488478837035, -0.0088632340600196171, 0.0035921059861606982, -0.0014556272381309487,
    0.0005887682053512225, -0.00023414450485169814, 8.4323129658494389e-05, -2.0063343937250185e-05};
inline constexpr float tanh_tail_f[]{-0.333333343f, 0.133333221f, -0.0539641753f, 0.0218129009f,
    -0.0085028559f, 0.00249217614f};

/// x + x³·tail(x²) with the type's own coefficients.
template <auto const& C, auto const& Cf, Lane V>
[[gnu::always_inline]] inline constexpr V odd_polynomial(V x) {
  V const z = x * x;
  if constexpr (sizeof(scalar_of<V>) == 4) return x + x * (z * polynomial<Cf>(z));
  else return x + x * (z * polynomial<C>(z));
}

/// tanh x, below 1.5 ulp: a polynomial while |x| ≤ 0.5625, above it 1 - 2/(e^(2|x|) + 1), of which at most half cancels.
template <Lane V>
[[gnu::always_inline]] inline constexpr V tanh(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (x != x || a < std::numeric_limits<T>::epsilon() / 16) return x;
    if (a > 60) return with_sign(T(1), x);
    double_word<T> const m = exponential_minus_one(double_word<T>{2 * a, 0});
    double_word<T> const y = m / (m + T(2));
    return with_sign(y.hi + y.lo, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    constexpr T most = sizeof(T) == 4 ? T(10) : T(20);  // from there on it rounds to 1
    V const c = select(a > most, fill<V>(most), a);
    exponential_parts<V> const e(c + c, fill<V>(T(0)));
    V const y = (T(1) + (e.hi + e.lo)) * e.power.first * e.power.second;
    V const large = T(1) - T(2) / (y + T(1));
    return with_sign(select(c < T(0.5625), odd_polynomial<tanh_tail, tanh_tail_f>(c), large), x);
  }
}

}  // namespace tapeless::math
