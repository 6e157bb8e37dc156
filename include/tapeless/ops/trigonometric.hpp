// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/trigonometric.hpp>
#include <tapeless/ops/power.hpp>

namespace tapeless::core {

/// sin x   x̄ = g cos x
struct sin_op {
  static constexpr phrase name = "sin";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::sin(x);
  }
  static constexpr cotangents pullback(term g, term, term x);
  constexpr term operator()(term x) const { return entrywise<sin_op>(x); }
};
/// cos x   x̄ = -g sin x
struct cos_op {
  static constexpr phrase name = "cos";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::cos(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return -(g * sin_op{}(x)); }
  constexpr term operator()(term x) const { return entrywise<cos_op>(x); }
};
constexpr cotangents sin_op::pullback(term g, term, term x) { return g * cos_op{}(x); }
/// The sine of every entry, in radians, within 1 ulp for every finite x.   y = sin x   x̄ = g cos x
/// NaN at ±inf
template <class X>
constexpr called<sin_op, X> sin(X x) { return compose<sin_op>(x); }

/// The cosine of every entry, in radians, within 1 ulp for every finite x.   y = cos x   x̄ = -g sin x
/// NaN at ±inf
template <class X>
constexpr called<cos_op, X> cos(X x) { return compose<cos_op>(x); }

/// tan x   x̄ = g (1 + y²)
struct tan_op {
  static constexpr phrase name = "tan";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::tan(x);
  }
  static constexpr cotangents pullback(term g, term y, term) { return g * (1 + square_op{}(y)); }
  constexpr term operator()(term x) const { return entrywise<tan_op>(x); }
};
/// The tangent of every entry, in radians, within 1 ulp for every finite x.   y = tan x   x̄ = g (1 + y²)
/// NaN at ±inf
template <class X>
constexpr called<tan_op, X> tan(X x) { return compose<tan_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::sin, core::cos, core::tan;
}  // namespace tapeless
