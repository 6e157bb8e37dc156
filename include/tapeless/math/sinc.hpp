// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/trigonometric.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// The n-th derivative of sin(πx)/(πx), n ≥ 1. With S(t) = sin t/t and t = πx: for |t| < 1 + n/2 Taylor's
/// series, S⁽ⁿ⁾(t) = Σ (-1)^((m + n)/2) t^m/((m + n + 1) m!) over the m of n's parity; from there on
/// t S⁽ᵏ⁾ = sin⁽ᵏ⁾ t - k S⁽ᵏ⁻¹⁾, which is stable there. Absolute error: a few ulp of πⁿ/(n + 1). 0 from a
/// quarter of the greatest number on.
template <int N, Lane V>
[[gnu::always_inline]] inline constexpr V sinc_derivative(V x) {
  using T = scalar_of<V>;
  if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return sinc_derivative<N>(w); }, x);
  } else {
    constexpr T pi = T(3.14159265358979323846264338327950288L), beyond = limits<T>::max() / 4;
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() || is_extended<V>)
        if (!(abs(x) <= beyond)) return x != x ? x : T(0);
    T scale = 1;
    for (int i = 0; i < N; ++i) scale *= pi;
    constexpr T limit = (T(1) + T(N) / 2) / pi;
    V const a = abs(x);

    constexpr int first = N % 2, terms = (is_extended<V> ? 18 : 14) + N / 2;
    V const inner = select(a < limit, x, fill<V>(T(0))), t = pi * inner, t2 = t * t;
    V series = fill<V>(T(0));
    for (int j = terms; j >= 0; --j) {
      int const m = first + 2 * j;
      series = T(1) / T(m + N + 1) - t2 / T((m + 1) * (m + 2)) * series;
    }
    if constexpr (first == 1) series = series * t;
    if constexpr ((first + N) / 2 % 2 == 1) series = -series;

    V const outer = select((a < limit) | (a > beyond), fill<V>(T(1)), a), u = pi * outer;
    sine_and_cosine<V> const y = sincospi(outer);
    V s = sinc(outer);
    for (int k = 1; k <= N; ++k) {
      V const turned = k % 2 == 1 ? y.cos : y.sin;
      s = (k % 4 >= 2 ? -turned - T(k) * s : turned - T(k) * s) / u;
    }
    if constexpr (N % 2 == 1) s = select(x < T(0), -s, s);
    s = select(a > beyond, fill<V>(T(0)), s);
    return select(x == x, scale * select(a < limit, series, s), x);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
