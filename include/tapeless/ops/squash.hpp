// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/activation.hpp>
#include <tapeless/ops/hyperbolic.hpp>
#include <tapeless/ops/power.hpp>
#include <tapeless/ops/sign.hpp>

namespace tapeless::core {

/// x/(1 + |x|)   x̄ = g/(1 + |x|)²
struct softsign_op {
  static constexpr phrase name = "softsign";
  static constexpr int smoothness = 1;
  template <class T>
  static constexpr T value(T x) {
    T const a = abs(x), one = T{} + 1, q = over(x, plus(one, a));
    return select(a > T{} + 0x1p80f, with_sign(one, x), q);  // inf/inf
  }
  static constexpr cotangents pullback(term g, term, term x) {
    term const d = 1 + abs(x);
    return g / d / d;
  }
  constexpr term operator()(term x) const { return entrywise<softsign_op>(x); }
};
/// x/(1 + |x|).   x̄ = g/(1 + |x|)², relatively accurate; ±1 with gradient 0 at ±inf
template <class X>
constexpr called<softsign_op, X> softsign(X x) { return compose<softsign_op>(x); }

/// x - tanh x   x̄ = g tanh² x
struct tanhshrink_op {
  static constexpr phrase name = "tanhshrink";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::tanhshrink(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * square(tanh_op{}(x)); }
  constexpr term operator()(term x) const { return entrywise<tanhshrink_op>(x); }
};
/// x - tanh x, relatively accurate at 0, where it is x³/3.   x̄ = g tanh² x
template <class X>
constexpr called<tanhshrink_op, X> tanhshrink(X x) { return compose<tanhshrink_op>(x); }

/// log(x/(1 - x))   x̄ = g/(x (1 - x))
struct logit_op {
  static constexpr phrase name = "logit";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::logit(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g / (x * (1 - x)); }
  constexpr term operator()(term x) const { return entrywise<logit_op>(x); }
};
/// The inverse of sigmoid, relatively accurate at its zero 1/2 too.   y = log(x/(1 - x))   x̄ = g/(x (1 - x))
/// -inf at 0, inf at 1, with gradient inf; NaN outside.
template <class X>
constexpr called<logit_op, X> logit(X x) { return compose<logit_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::softsign, core::tanhshrink, core::logit;
}  // namespace tapeless
