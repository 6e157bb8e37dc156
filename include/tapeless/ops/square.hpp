// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

/// x²   x̄ = g 2 x
struct square_op {
  static constexpr phrase name = "square";
  template <class T>
  static constexpr T value(T x) {
    return times(x, x);
  }
  /// Where g is a repeated number, it is doubled before it is repeated.
  static constexpr cotangents pullback(term g, term, term x) {
    if (is_partial(g)) return in_its_branch(g, [&](term one) { return pullback(one, {}, x).x[0]; });
    if (is<broadcast_op>(g)) return broadcast_along(twice(g.operand(0)), g.shape()) * x;
    return g * (2 * x);
  }
  /// 2 x   2 (x / (2 y)) → x / y, as the slope of a root has it
  static constexpr term twice(term x) {
    if (is<divide_op>(x) && is<multiply_op>(x.operand(1)))
      for (int i = 0; i < 2; ++i)
        if (is_constant(x.operand(1).operand(i), 2)) return x.operand(0) / x.operand(1).operand(1 - i);
    return 2 * x;
  }
  constexpr term operator()(term x) const {
    if (is_zero(x)) return x;                                                 // zero² → zero
    if (is<negate_op>(x)) return square_op{}(x.operand(0));                   // (-x)² → x²
    return entrywise<square_op>(x);
  }
};
/// The square of every entry.   y = x²   x̄ = 2 x g
template <class X>
constexpr called<square_op, X> square(X x) { return compose<square_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::square;
}  // namespace tapeless
