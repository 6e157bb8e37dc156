// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>
#include <tapeless/math/log.hpp>

namespace tapeless::math {

/// 1/(1 + e^-x), below 2 ulp in both tails: e^-|x| never overflows, and is the numerator on the left.
template <Lane V>
[[gnu::always_inline]] inline constexpr V sigmoid(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  V const e = exp<V>(-abs(x)), d = fence<V>(T(1) + e), low = e - fence<V>(d - T(1));
  auto const left = x < T(0);
  V const y = select(left, e, fill<V>(T(1))) / d;
  return y - y * (low * select(left, T(1) - y, y));  // what d lacks, times 1/d
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

}  // namespace tapeless::math
