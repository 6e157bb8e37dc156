// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>
#include <tapeless/ops/operators.hpp>
#include <numbers>

namespace tapeless::core {

/// eˣ   x̄ = g y
struct exp_op {
  static constexpr phrase name = "exp";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::exp(x);
  }
  static constexpr cotangents pullback(term g, term y, term) { return g * y; }
  constexpr term operator()(term x) const { return entrywise<exp_op>(x); }
};
/// e to every entry, within 1 ulp.   y = eˣ   x̄ = g y
template <class X>
constexpr called<exp_op, X> exp(X x) { return compose<exp_op>(x); }

/// 2ˣ   x̄ = g y ln 2
struct exp2_op {
  static constexpr phrase name = "exp2";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::exp2(x);
  }
  static constexpr cotangents pullback(term g, term y, term) {
    return g * (std::numbers::ln2_v<long double> * y);
  }
  constexpr term operator()(term x) const { return entrywise<exp2_op>(x); }
};
/// 2 to every entry, within 1.2 ulp, exact at integers.   y = 2ˣ   x̄ = g y ln 2
template <class X>
constexpr called<exp2_op, X> exp2(X x) { return compose<exp2_op>(x); }

/// eˣ - 1   x̄ = g eˣ: y + 1 would lose the digits of the left tail
struct expm1_op {
  static constexpr phrase name = "expm1";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::expm1(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * exp_op{}(x); }
  constexpr term operator()(term x) const { return entrywise<expm1_op>(x); }
};
/// eˣ - 1, within 1.1 ulp near 0 too.   y = eˣ - 1   x̄ = g eˣ
template <class X>
constexpr called<expm1_op, X> expm1(X x) { return compose<expm1_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::exp, core::exp2, core::expm1;
}  // namespace tapeless
