// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>
#include <tapeless/math/hyperbolic.hpp>
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

/// 1 / cosh² x, the derivative of tanh, with relative accuracy in the tails   x̄ = -2 g y tanh x
struct sech2_op;
/// tanh x   x̄ = g sech² x
struct tanh_op {
  static constexpr phrase name = "tanh";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::tanh(x);
  }
  static constexpr cotangents pullback(term g, term, term x);
  constexpr term operator()(term x) const { return entrywise<tanh_op>(x); }
};
struct sech2_op {
  static constexpr phrase name = "sech2";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::sech2(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) { return -2 * (g * y * tanh_op{}(x)); }
  constexpr term operator()(term x) const { return entrywise<sech2_op>(x); }
};
constexpr cotangents tanh_op::pullback(term g, term, term x) { return g * sech2_op{}(x); }
/// The hyperbolic tangent of every entry, within 2 ulp.   y = tanh x   x̄ = g / cosh² x, accurate in the
/// tails
template <class X>
constexpr called<tanh_op, X> tanh(X x) { return compose<tanh_op>(x); }

/// 1 / cosh² x of every entry.   x̄ = -2 g y tanh x
template <class X>
constexpr called<sech2_op, X> sech2(X x) { return compose<sech2_op>(x); }

/// sinh x   x̄ = g cosh x
struct sinh_op {
  static constexpr phrase name = "sinh";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::sinh(x);
  }
  static constexpr cotangents pullback(term g, term, term x);
  constexpr term operator()(term x) const { return entrywise<sinh_op>(x); }
};
/// cosh x   x̄ = g sinh x
struct cosh_op {
  static constexpr phrase name = "cosh";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::cosh(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * sinh_op{}(x); }
  constexpr term operator()(term x) const { return entrywise<cosh_op>(x); }
};
constexpr cotangents sinh_op::pullback(term g, term, term x) { return g * cosh_op{}(x); }
/// The hyperbolic sine of every entry, within 1 ulp.   y = sinh x   x̄ = g cosh x
template <class X>
constexpr called<sinh_op, X> sinh(X x) { return compose<sinh_op>(x); }

/// The hyperbolic cosine of every entry, within 1 ulp.   y = cosh x   x̄ = g sinh x
template <class X>
constexpr called<cosh_op, X> cosh(X x) { return compose<cosh_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::tanh, core::sech2, core::sinh, core::cosh;
}  // namespace tapeless
