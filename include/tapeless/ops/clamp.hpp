// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/compare.hpp>

namespace tapeless::core {

/// max(x, lo) or min(x, hi).   x̄ = g where x is not beyond the bound   bound's = g where x is beyond it
/// The gradient at the bound belongs to x; a NaN stays and has gradient 0.
template <bool Above>
struct clamp_op {
  static constexpr phrase name = Above ? "clamp_max" : "clamp_min";
  static constexpr int smoothness = 0;
  static constexpr phrase call = Above ? "clamp_max(x, hi)" : "clamp_min(x, lo)";
  template <class T>
  static constexpr T value(T x, T bound) {
    T const y = Above ? choose(is_less(bound, x), bound, x) : choose(is_less(x, bound), bound, x);
    return choose(is_equal(bound, bound), y, bound);  // a bound that is NaN
  }
  static constexpr cotangents pullback(term g, term, term x, term bound) {
    term const none = zero(*g.owner, g.shape());
    term const low = Above ? x : bound, high = Above ? bound : x;
    return {where_op{}(less_equal_op{}(low, high), g, none), where_op{}(less_op{}(high, low), g, none)};
  }
  constexpr term operator()(term x, term bound) const { return entrywise<clamp_op>(x, bound); }
};

/// x from lo upwards: clamp_min(x, 0_c). The bound may be a tensor; shapes broadcast.
///     y = max(x, lo)      x̄ = g where x ≥ lo, at the bound too      bound's = g where x < lo
/// NaN stays NaN, with gradient 0.
template <class... X>
constexpr called<broadcasting<clamp_op<false>>, X...> clamp_min(X... x) {
  return compose<broadcasting<clamp_op<false>>>(x...);
}
template <class... X>
rejected<broadcasting<clamp_op<false>>, X...> clamp_min(X...);
/// x up to hi: clamp_max(x, 1_c). As clamp_min, from the other side.
///     y = min(x, hi)      x̄ = g where x ≤ hi, at the bound too      bound's = g where x > hi
template <class... X>
constexpr called<broadcasting<clamp_op<true>>, X...> clamp_max(X... x) {
  return compose<broadcasting<clamp_op<true>>>(x...);
}
template <class... X>
rejected<broadcasting<clamp_op<true>>, X...> clamp_max(X...);

struct clamp_call {
  static constexpr phrase name = "clamp";
  constexpr term operator()(term x, term lo, term hi) const { return clamp_max(clamp_min(x, lo), hi); }
};
/// x between lo and hi: clamp(x, -1_c, 1_c). The bounds may be tensors; shapes broadcast.
///     y = min(max(x, lo), hi)      x̄ = g where lo ≤ x ≤ hi, at the bounds too; else the bound has it
/// NaN stays NaN, with gradient 0. lo above hi: the value is hi, x has gradient 0.
template <class... X>
constexpr called<clamp_call, X...> clamp(X... x) { return compose<clamp_call>(x...); }
template <class... X>
rejected<clamp_call, X...> clamp(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::clamp_min, core::clamp_max, core::clamp;
}  // namespace tapeless
