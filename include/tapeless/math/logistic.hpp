// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/hyperbolic.hpp>
#include <tapeless/math/log.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// q = 1/(e^(2a) + 1) = t/(1 + t) with t = e^(-2a) for a ≥ 0, relatively accurate where it is subnormal too.
/// The logistic function and its derivative are made of it, so compilers compute it once for both. What the
/// sum lacks, `low`, makes q - q (1 - q) low more accurate than q.
template <Lane V>
struct logistic_tail {
  V q, low;
  [[gnu::always_inline]] constexpr explicit logistic_tail(V a);
};
template <Lane V>
[[gnu::always_inline]] inline constexpr logistic_tail<V>::logistic_tail(V a) {
  using T = scalar_of<V>;
  constexpr T most = sizeof(T) == 4 ? T(54) : T(378);  // from there on it rounds to 0
  V const c = minimum(fill<V>(most), a);
  exponential_parts<V> const e(T(-2) * c, fill<V>(T(0)));
  V const t = e.power.scaled(T(1) + (e.hi + e.lo)), d = T(1) + t;
  q = t / d;
  low = t - (d - T(1));
}

/// 1/(1 + e^-x), below 2 ulp in both tails: the lesser of σ(x) and σ(-x) is 1/(e^|x| + 1).
template <Lane V>
[[gnu::always_inline]] inline constexpr V sigmoid(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  if constexpr (is_extended<V>) {
    V const e = exp<V>(-abs(x)), d = T(1) + e, low = e - (d - T(1)), y = (x < T(0) ? e : T(1)) / d;
    return y - y * (low * (x < T(0) ? T(1) - y : y));  // what d lacks, times 1/d
  } else {
    logistic_tail<V> const tail(abs(T(0.5) * x));
    V const lesser = tail.q - tail.q * ((T(1) - tail.q) * tail.low);
    return select(x < T(0), lesser, T(1) - lesser);
  }
}
/// σ(x) σ(-x) = q (1 - q) with the lesser of the two, below 3.5 ulp; 0 at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V logistic_density(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  if constexpr (is_extended<V>) {
    if (!(abs(x) < 24000)) return x != x ? x : V(0);
    V const e = exp<V>(-abs(x)), d = 1 + e;
    return e / (d * d);
  } else {
    V const q = logistic_tail<V>(abs(T(0.5) * x)).q;
    return q * (T(1) - q);
  }
}
/// log(1 + e^x) = max(x, 0) + log1p(e^-|x|), below 2 ulp.
template <Lane V>
[[gnu::always_inline]] inline constexpr V softplus(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  return maximum(x, fill<V>(T(0))) + log1p(exp<V>(-abs(x)));
}
/// log(sigmoid x) = -softplus(-x), below 2 ulp.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log_sigmoid(V x) {
  return -softplus<V>(-x);
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
