// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/math.hpp>
#include <tapeless/ops/power.hpp>

namespace tapeless {

/// √x   x̄ = g / (2 y)   inf at 0, NaN below
struct sqrt_op {
  static constexpr std::string_view name = "sqrt";
  template <class T>
  static constexpr T value(T x) {
    return math::sqrt(x);
  }
  static constexpr cotangents pullback(term g, term y, term) { return g / (2 * y); }
  constexpr term operator()(term x) const { return entrywise<sqrt_op>(x); }
};
/// eˣ   x̄ = g y
struct exp_op {
  static constexpr std::string_view name = "exp";
  template <class T>
  static constexpr T value(T x) {
    return math::exp(x);
  }
  static constexpr cotangents pullback(term g, term y, term) { return g * y; }
  constexpr term operator()(term x) const { return entrywise<exp_op>(x); }
};
/// ln x   x̄ = g / x   -inf at 0, NaN below
struct log_op {
  static constexpr std::string_view name = "log";
  template <class T>
  static constexpr T value(T x) {
    return math::log(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g / x; }
  constexpr term operator()(term x) const { return entrywise<log_op>(x); }
};
/// 1 / cosh² x, the derivative of tanh, with relative accuracy in the tails   x̄ = -2 g y tanh x
struct sech2_op;
/// tanh x   x̄ = g sech² x
struct tanh_op {
  static constexpr std::string_view name = "tanh";
  template <class T>
  static constexpr T value(T x) {
    return math::tanh(x);
  }
  static constexpr cotangents pullback(term g, term y, term x);
  constexpr term operator()(term x) const { return entrywise<tanh_op>(x); }
};
struct sech2_op {
  static constexpr std::string_view name = "sech2";
  /// With t = e^(-2|x|): 4 t / (1 + t)².
  template <class T>
  static constexpr T value(T x) {
    T const t = math::exp(times(T{} - 2, abs(x))), d = plus(T{} + 1, t);
    return over(times(T{} + 4, t), times(d, d));
  }
  static constexpr cotangents pullback(term g, term y, term x) { return -2 * (g * y * tanh_op{}(x)); }
  constexpr term operator()(term x) const { return entrywise<sech2_op>(x); }
};
constexpr cotangents tanh_op::pullback(term g, term, term x) { return g * sech2_op{}(x); }

template <>
struct behind<&describe<sqrt_op>> : std::type_identity<sqrt_op> {};
template <>
struct behind<&describe<exp_op>> : std::type_identity<exp_op> {};
template <>
struct behind<&describe<log_op>> : std::type_identity<log_op> {};
template <>
struct behind<&describe<tanh_op>> : std::type_identity<tanh_op> {};
template <>
struct behind<&describe<sech2_op>> : std::type_identity<sech2_op> {};

/// The square root of every entry, correctly rounded.   y = √x   x̄ = g / (2 y): inf at 0, NaN below
template <class... X>
constexpr called<sqrt_op, X...> sqrt(X... x) { return function<sqrt_op>{}(x...); }
/// e to every entry, within 1 ulp.   y = eˣ   x̄ = g y
template <class... X>
constexpr called<exp_op, X...> exp(X... x) { return function<exp_op>{}(x...); }
/// The natural logarithm of every entry, within 1 ulp.   y = ln x   x̄ = g / x   -inf at 0, NaN below
template <class... X>
constexpr called<log_op, X...> log(X... x) { return function<log_op>{}(x...); }
/// The hyperbolic tangent of every entry, within 2 ulp.   y = tanh x   x̄ = g / cosh² x, relatively accurate
/// in the tails
template <class... X>
constexpr called<tanh_op, X...> tanh(X... x) { return function<tanh_op>{}(x...); }
/// 1 / cosh² x of every entry.   x̄ = -2 g y tanh x
template <class... X>
constexpr called<sech2_op, X...> sech2(X... x) { return function<sech2_op>{}(x...); }

}  // namespace tapeless
