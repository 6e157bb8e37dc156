// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/inverse_trigonometric.hpp>
#include <tapeless/ops/root.hpp>

namespace tapeless::core {

/// 1 - x² as (1 - x)(1 + x), which keeps its digits next to ±1   x̄ = -2 x g
struct one_minus_square_op {
  static constexpr phrase name = "1 - square";
  template <class T>
  static constexpr T value(T x) {
    return times(minus(T{} + 1, x), plus(T{} + 1, x));
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * (-2 * x); }
  constexpr term operator()(term x) const { return entrywise<one_minus_square_op>(x); }
};

/// arcsin x   x̄ = g / √(1 - x²)
struct asin_op {
  static constexpr phrase name = "asin";
  static constexpr int smoothness = 0;
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::asin(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return g * rsqrt_op{}(one_minus_square_op{}(x));
  }
  constexpr term operator()(term x) const { return entrywise<asin_op>(x); }
};
/// The angle in [-π/2, π/2] whose sine is x, within 1 ulp.   y = arcsin x   x̄ = g / √(1 - x²)
/// inf at ±1, NaN beyond
template <class X>
constexpr called<asin_op, X> asin(X x) { return compose<asin_op>(x); }

/// arccos x   x̄ = -g / √(1 - x²)
struct acos_op {
  static constexpr phrase name = "acos";
  static constexpr int smoothness = 0;
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::acos(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return -(g * rsqrt_op{}(one_minus_square_op{}(x)));
  }
  constexpr term operator()(term x) const { return entrywise<acos_op>(x); }
};
/// The angle in [0, π] whose cosine is x, within 1 ulp.   y = arccos x   x̄ = -g / √(1 - x²)
/// -inf at ±1, NaN beyond
template <class X>
constexpr called<acos_op, X> acos(X x) { return compose<acos_op>(x); }

/// arctan x   x̄ = g / (1 + x²)
struct atan_op {
  static constexpr phrase name = "atan";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::atan(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g / (1 + square_op{}(x)); }
  constexpr term operator()(term x) const { return entrywise<atan_op>(x); }
};
/// The angle in [-π/2, π/2] whose tangent is x, within 1 ulp.   y = arctan x   x̄ = g / (1 + x²)
template <class X>
constexpr called<atan_op, X> atan(X x) { return compose<atan_op>(x); }

/// a = x / (x² + y²), what the angle of (x, y) changes by with y; squares stay in range
///     with b = y / (x² + y²): x̄ = g (b² - a²)   ȳ = -2 g a b
struct over_squares_op {
  static constexpr phrase name = "over_squares", call = "over_squares(x, y)";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x, T y) {
    return math::over_squares(x, y);
  }
  static constexpr cotangents pullback(term g, term a, term x, term y) {
    term const b = over_squares_op{}(y, x);
    return {g * ((b - a) * (b + a)), -2 * (g * (a * b))};
  }
  constexpr term operator()(term x, term y) const { return entrywise<over_squares_op>(x, y); }
};

/// The angle of (y, x)   ȳ = g x / (x² + y²)   x̄ = -g y / (x² + y²)
struct atan2_op {
  static constexpr phrase name = "atan2", call = "atan2(x, y)";
  static constexpr int smoothness = jumps;
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T y, T x) {
    return math::atan2(y, x);
  }
  static constexpr cotangents pullback(term g, term, term y, term x) {
    return {g * over_squares_op{}(x, y), -(g * over_squares_op{}(y, x))};
  }
  constexpr term operator()(term y, term x) const { return entrywise<atan2_op>(y, x); }
};
/// The angle of the point (x, y) in [-π, π], within 1 ulp, with NumPy's broadcasting: atan2(y, x).
///     ȳ = g x / (x² + y²)   x̄ = -g y / (x² + y²)   At (0, 0) 0 or ±π as in C, the gradient NaN.
template <class... X>
constexpr called<broadcasting<atan2_op>, X...> atan2(X... x) {
  return compose<broadcasting<atan2_op>>(x...);
}
template <class... X>
rejected<broadcasting<atan2_op>, X...> atan2(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::asin, core::acos, core::atan, core::atan2;
}  // namespace tapeless
