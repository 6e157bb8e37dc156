// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/inverse_hyperbolic.hpp>
#include <tapeless/ops/inverse_trigonometric.hpp>
#include <tapeless/ops/sign.hpp>

namespace tapeless::core {

/// arsinh x   x̄ = g / √(1 + x²), where x² may not overflow
struct asinh_op {
  static constexpr phrase name = "asinh";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::asinh(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return g / hypot_op{}(x, constant(*x.owner, 1, x.shape()));
  }
  constexpr term operator()(term x) const { return entrywise<asinh_op>(x); }
};
/// The inverse of sinh, within 1 ulp.   y = arsinh x   x̄ = g / √(1 + x²)
template <class X>
constexpr called<asinh_op, X> asinh(X x) { return compose<asinh_op>(x); }

/// arcosh x   x̄ = g / (√(|x| - 1) √(|x| + 1)): no digit is lost at 1, nor out of range
struct acosh_op {
  static constexpr phrase name = "acosh";
  static constexpr int smoothness = 0;
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::acosh(x);
  }
  static constexpr cotangents pullback(term g, term, term x);
  constexpr term operator()(term x) const { return entrywise<acosh_op>(x); }
};
constexpr cotangents acosh_op::pullback(term g, term, term x) {
  term const a = abs_op{}(x);
  return g * (rsqrt_op{}(a - 1) * rsqrt_op{}(a + 1));
}
/// The inverse of cosh, within 1 ulp.   y = arcosh x   x̄ = g / √(x² - 1)   0 at 1, with gradient inf;
/// NaN below
template <class X>
constexpr called<acosh_op, X> acosh(X x) { return compose<acosh_op>(x); }

/// artanh x   x̄ = g / (1 - x²)
struct atanh_op {
  static constexpr phrase name = "atanh";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::atanh(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g / one_minus_square_op{}(x); }
  constexpr term operator()(term x) const { return entrywise<atanh_op>(x); }
};
/// The inverse of tanh, within 1 ulp.   y = artanh x   x̄ = g / (1 - x²)   ±inf at ±1, NaN beyond
template <class X>
constexpr called<atanh_op, X> atanh(X x) { return compose<atanh_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::asinh, core::acosh, core::atanh;
}  // namespace tapeless
