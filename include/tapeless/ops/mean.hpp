// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

/// How many entries are reduced to one.
constexpr int length_of(term x, axes over) {
  int n = 1;
  for (int axis = 0; axis < x.rank(); ++axis)
    if (over[axis]) n *= x.extent(axis);
  return n;
}
/// The mean over a set of axes.
constexpr term mean_over(term x, axes over, bool keep) {
  return sum_over(x, over, keep) / length_of(x, over);
}

struct mean_call {
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, "mean(x, axis<...>)", options...);
    return x.owner->problem() ? x : mean_over(x, r.over, r.keep);
  }
};
/// The mean of all entries, or over the axes named: mean(x), mean(x, axis<0>), mean(x, axis<-1>, keepdims).
///     y = Σ x / n   x̄ = g / n in every entry
template <class... X>
constexpr called<mean_call, X...> mean(X... x) { return compose<mean_call>(x...); }
template <class... X>
rejected<mean_call, X...> mean(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::mean;
}  // namespace tapeless
