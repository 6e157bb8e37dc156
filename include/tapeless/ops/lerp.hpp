// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/compare.hpp>

namespace tapeless::core {

/// x + w (y - x), from the nearer end, so that it is x at w = 0 and y at w = 1
///     x̄ = g (1 - w)   ȳ = g w   w̄ = g (y - x)
struct lerp_op {
  static constexpr phrase name = "lerp", call = "lerp(x, y, w)";
  template <class T>
  static constexpr T value(T x, T y, T w) {
    T const d = minus(y, x), half = fill<T>(scalar_of<T>(0.5));
    return select(w < half, plus(x, times(w, d)), minus(y, times(d, minus(T{} + 1, w))));
  }
  static constexpr cotangents pullback(term g, term, term x, term y, term w) {
    return {g * (1 - w), g * w, g * (y - x)};
  }
  constexpr term operator()(term x, term y, term w) const { return entrywise<lerp_op>(x, y, w); }
};
/// Between x and y by the weight w, with NumPy's broadcasting of all three.   x + w (y - x)
///     x̄ = g (1 - w)   ȳ = g w   w̄ = g (y - x)
template <class... X>
constexpr called<broadcasting<lerp_op>, X...> lerp(X... x) { return compose<broadcasting<lerp_op>>(x...); }
template <class... X>
rejected<broadcasting<lerp_op>, X...> lerp(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::lerp;
}  // namespace tapeless
