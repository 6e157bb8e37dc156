// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/compare.hpp>

namespace tapeless::core {

/// The sign of x: 1, 0 or -1. Flat.
struct sign_op {
  static constexpr phrase name = "sign";
  template <class T>
  static constexpr T value(T x) {
    T const none{};
    return one_if<T>(x > none) - one_if<T>(x < none);
  }
  constexpr term operator()(term x) const { return entrywise<sign_op>(x); }
};
/// 1 above 0, -1 below, 0 at 0 and at NaN.   x̄ = 0 everywhere
template <class X>
constexpr called<sign_op, X> sign(X x) { return compose<sign_op>(x); }

/// |x|   x̄ = g sign x
struct abs_op {
  static constexpr phrase name = "abs";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x) {
    return tapeless::core::abs<T>(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * sign_op{}(x); }
  constexpr term operator()(term x) const {
    if (is<negate_op>(x)) return abs_op{}(x.operand(0));                      // |-x| → |x|
    return entrywise<abs_op>(x);
  }
};
/// The magnitude of every entry.   y = |x|   x̄ = g sign(x), so 0 at 0
template <class X>
constexpr called<abs_op, X> abs(X x) { return compose<abs_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::sign, core::abs;
}  // namespace tapeless
