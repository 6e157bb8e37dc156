// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// A position that a table holds: of a number, or of a term that is one.
template <class T>
constexpr int position_of(T const& at) {
  if constexpr (std::same_as<T, term>) return static_cast<int>(number_of(at));
  else return static_cast<int>(at);
}

/// The entries of a vector at known positions, a table: where they lie is part of the formula, so that
/// written out nothing is left of it.   [n] [k] → [k]   x̄ = g dropped at the positions
struct pick_op {
  static constexpr phrase name = "pick";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term, term x, term at);
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x, T const* at) {
    for (int i = 0; i < c.y.size(); ++i) y[i] = x[position_of(at[i])];
  }
};
/// Its transpose: entries added up at known positions, zero elsewhere.   [k] [k] → [n]   x̄ = g picked
struct drop_op {
  static constexpr phrase name = "drop";
  static constexpr long long flops(call const& c) { return c.x[0].size(); }
  static constexpr cotangents pullback(term g, term, term, term at) {
    return make<pick_op>(at.shape(), 0, g, at);
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x, T const* at) {
    T const nothing = nothing_beside(x);
    for (int i = 0; i < c.y.size(); ++i) y[i] = nothing;
    for (int i = 0; i < c.x[0].size(); ++i) y[position_of(at[i])] = plus(y[position_of(at[i])], x[i]);
  }
};
constexpr cotangents pick_op::pullback(term g, term, term x, term at) {
  return make<drop_op>(x.shape(), 0, g, at);
}

/// Entries of x, counted row-major, as a vector.
constexpr term picked(term x, int const* positions, int count) {
  int const n = x.shape().size();
  if (is_zero(x)) return zero(*x.owner, shape{count});  // of zero → zero
  sequence<long double> at(count);
  bool whole = count == n;
  for (int i = 0; i < count; ++i) {
    at[i] = positions[i];
    whole = whole && positions[i] == i;
  }
  if (whole) return reshape_op{}(x, shape{n});                                // all in order → x
  return make<pick_op>(shape{count}, 0, reshape_op{}(x, shape{n}), table(*x.owner, at.begin(), shape{count}));
}

}  // namespace tapeless::core
