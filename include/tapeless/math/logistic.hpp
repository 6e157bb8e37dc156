// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/hyperbolic.hpp>
#include <tapeless/math/log.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// 1/(1 + e^-x), below 2 ulp in both tails: the lesser of σ(x) and σ(-x) is 1/(e^|x| + 1). Of that its
/// derivative sech²(x/2)/4 is made too, so compilers compute it once for both.
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
