// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/core/sequence.hpp>
#include <tapeless/math/gamma.hpp>
#include <tapeless/math/trigonometric.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// The n-th derivative of cot t as a polynomial in c = cot t: P₀ = c, Pₖ₊₁ = -(1 + c²) Pₖ′. It has the parity
/// of n + 1; coefficients are those of c⁰, c², … or of c, c³, …, and all of one sign, given apart.
template <int N>
struct cotangent_derivative {
  static constexpr bool odd = N % 2 == 0, negative = N % 2 == 1;
  static constexpr int count = (N + 3 - (odd ? 1 : 0)) / 2;
  fixed<long double, count> of{};
  constexpr cotangent_derivative() {
    fixed<long double, N + 3> p{0, 1};
    for (int k = 0; k < N; ++k) {
      fixed<long double, N + 3> q{};
      for (int i = 1; i < N + 2; ++i) {
        q[i - 1] += static_cast<long double>(i) * p[i];
        q[i + 1] += static_cast<long double>(i) * p[i];
      }
      for (int i = 0; i < N + 3; ++i) p[i] = q[i];
    }
    for (int i = 0; i < count; ++i) of[i] = p[2 * i + (odd ? 1 : 0)];
  }
};

/// The N-th derivative of digamma everywhere: below 0 by reflection,
/// ψ⁽ⁿ⁾(x) = (-1)ⁿ ψ⁽ⁿ⁾(1 - x) - πⁿ⁺¹ Pₙ(cot πx).
/// At negative integers ∞ for odd N, NaN for even N, whose sign differs from side to side.
template <int N, Lane V>
[[gnu::always_inline]] inline constexpr V polygamma(V x) {
  using T = scalar_of<V>;
  if constexpr (N < 2) {
    return polygamma(N, x);
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return polygamma<N>(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (x != x || x >= 0) return polygamma(N, x);
    auto const below = x < T(0);
    V const z = select(below, minus(fill<V>(T(1)), x), x), y = polygamma(N, z);
    V const inner = select(below, x, fill<V>(T(-0.5)));
    sine_and_cosine<V> const turn = sincospi(inner);
    V const c = over(turn.cos, turn.sin), c2 = times(c, c);
    constexpr cotangent_derivative<N> p;
    V power = fill<V>(T(p.of[p.count - 1]));
    for (int i = p.count - 2; i >= 0; --i) power = plus(times(power, c2), fill<V>(T(p.of[i])));
    if constexpr (p.odd) power = times(power, c);
    T scale = p.negative ? T(1) : T(-1);
    for (int i = 0; i <= N; ++i) scale *= T(3.14159265358979323846264338327950288L);
    V reflected = plus(N % 2 == 0 ? y : -y, times(fill<V>(scale), power));
    if constexpr (N % 2 == 0) reflected = select(round(inner) == inner, fill<V>(not_a_number<T>), reflected);
    return select(below, reflected, y);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
