// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/reduce.hpp>

namespace tapeless {

/// Two operands broadcast to their common shape.
struct aligned {
  term x, y;
  bool fit;
  constexpr aligned(term a, term b, std::string_view call) : x(a), y(b), fit(broadcastable(a.shape(), b.shape())) {
    if (!fit) {
      a.owner->refuse(call, ": axes, from the last, must be equal or 1; x is ", a.shape(), ", y is ", b.shape());
    } else if (!(a.shape() == b.shape())) {
      shape const common = broadcast(a.shape(), b.shape());
      x = broadcast_term(a, common);
      y = broadcast_term(b, common);
    }
  }
};

/// The vertex of an elementwise op of one operand.
template <class Op>
constexpr term entrywise(term x, long long with = 0) {
  return make<Op>(x.shape(), with, x);
}
/// Two numbers are computed now, as long as the result is a number: folding must not hide an inf or NaN.
template <class Op>
constexpr bool folds(term x, term y) {
  if (!is_constant(x) || !is_constant(y)) return false;
  long double const v = Op::value(number_of(x), number_of(y));
  return v == v && v - v == 0;
}
template <class Op>
constexpr term folded(term x, term y) {
  return constant(*x.owner, Op::value(number_of(x), number_of(y)), x.shape());
}

}  // namespace tapeless
