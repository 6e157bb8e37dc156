// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/root.hpp>
#include <tapeless/ops/compare.hpp>
#include <tapeless/ops/power.hpp>

namespace tapeless::core {

/// 1 where a root is 0. There no slope exists, and what is chosen is a convention: asking here tells equality
/// (equality/functions.hpp) that elsewhere it is the other branch.
struct at_origin_op : comparison<at_origin_op> {
  static constexpr phrase name = "equal";
  static constexpr auto holds(auto x, auto y) { return x == y; }
};
/// √x of a sum of squares: where it is 0, so is every square, and the gradient of least norm is 0; at every
/// order.   x̄ = g (0.5 / y), zero where y = 0; all cotangents share its quotient
struct root_of_squares_op {
  static constexpr phrase name = "sqrt";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x) {
    return math::sqrt(x);
  }
  static constexpr cotangents pullback(term g, term y, term) {
    term const none = constant(*g.owner, 0, g.shape());  // a number: the squares' slopes are 0 there too
    return where_op{}(at_origin_op{}(y, none), none, g * (0.5 / y));
  }
  constexpr term operator()(term x) const { return entrywise<root_of_squares_op>(x); }
};

/// Whether x is a square, or a sum of squares: over axes, of two terms, under another shape, or times a
/// positive number. At most `steps` vertices are looked at.
constexpr bool is_sum_of_squares(term x, int& steps) {
  if (--steps < 0) return false;
  if (is<square_op>(x)) return true;
  if (is<multiply_op>(x)) {
    term const a = x.operand(0), b = x.operand(1);
    return a == b || (is_constant(a) && number_of(a) > 0 && is_sum_of_squares(b, steps)) ||
           (is_constant(b) && number_of(b) > 0 && is_sum_of_squares(a, steps));
  }
  if (is<add_op>(x)) return is_sum_of_squares(x.operand(0), steps) && is_sum_of_squares(x.operand(1), steps);
  return (is<sum_op>(x) || is<reshape_op>(x) || is<permute_op>(x) || is<broadcast_op>(x)) &&
         is_sum_of_squares(x.operand(0), steps);
}

/// √x   x̄ = g / (2 y)
struct sqrt_op {
  static constexpr phrase name = "sqrt";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x) {
    return math::sqrt(x);
  }
  static constexpr cotangents pullback(term g, term y, term) { return g / (2 * y); }
  constexpr term operator()(term x) const {
    int steps = 16;
    if (!x.owner->over_entries && is_sum_of_squares(x, steps)) return root_of_squares_op{}(x);
    return entrywise<sqrt_op>(x);
  }
};
/// The square root of every entry, correctly rounded.   y = √x   x̄ = g / (2 y): inf at 0, NaN below
/// Of a recognised sum of squares, as in sqrt(sum(square(x))) and sqrt(square(x) + square(y)), the gradient
/// at 0 is 0, and so are higher derivatives.
template <class X>
constexpr called<sqrt_op, X> sqrt(X x) { return compose<sqrt_op>(x); }

/// 1 / √x   x̄ = -g y / (2 x)
struct rsqrt_op {
  static constexpr phrase name = "rsqrt";
  template <class T>
  static constexpr T value(T x) {
    return math::rsqrt(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) { return g * (-0.5 * (y / x)); }
  constexpr term operator()(term x) const { return entrywise<rsqrt_op>(x); }
};
/// One over the square root, within 1.5 ulp.   y = 1 / √x   x̄ = -g y / (2 x): -inf at 0, NaN below
template <class X>
constexpr called<rsqrt_op, X> rsqrt(X x) { return compose<rsqrt_op>(x); }

/// ∛x   x̄ = g / (3 y²)
struct cbrt_op {
  static constexpr phrase name = "cbrt";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x) {
    return math::cbrt(x);
  }
  static constexpr cotangents pullback(term g, term y, term) { return g / (3 * square_op{}(y)); }
  constexpr term operator()(term x) const { return entrywise<cbrt_op>(x); }
};
/// The cube root, within 1 ulp, of negative entries too.   y = ∛x   x̄ = g / (3 y²): inf at 0
template <class X>
constexpr called<cbrt_op, X> cbrt(X x) { return compose<cbrt_op>(x); }

/// √(x² + y²)   x̄ = g x / h   ȳ = g y / h, zero where h = 0
struct hypot_op {
  static constexpr phrase name = "hypot", call = "hypot(x, y)";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x, T y) {
    return math::hypot(x, y);
  }
  static constexpr cotangents pullback(term g, term h, term x, term y) {
    term const none = zero(*g.owner, g.shape()), at_0 = at_origin_op{}(h, constant(*g.owner, 0, g.shape()));
    return {where_op{}(at_0, none, g * (x / h)), where_op{}(at_0, none, g * (y / h))};
  }
  constexpr term operator()(term x, term y) const { return entrywise<hypot_op>(x, y); }
};
/// h = √(x² + y²) without overflow on the way, within 1 ulp, with NumPy's broadcasting.
///     x̄ = g x / h   ȳ = g y / h
/// At (0, 0) the gradient is 0, and so are higher derivatives.
template <class... X>
constexpr called<broadcasting<hypot_op>, X...> hypot(X... x) {
  return compose<broadcasting<hypot_op>>(x...);
}
template <class... X>
rejected<broadcasting<hypot_op>, X...> hypot(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::sqrt, core::rsqrt, core::cbrt, core::hypot;
}  // namespace tapeless
