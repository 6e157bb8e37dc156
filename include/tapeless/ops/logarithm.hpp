// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/log.hpp>
#include <tapeless/ops/compare.hpp>
#include <numbers>

namespace tapeless::core {

/// ln x   x̄ = g / x
struct log_op {
  static constexpr phrase name = "log";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::log(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g / x; }
  constexpr term operator()(term x) const { return entrywise<log_op>(x); }
};
/// The natural logarithm of every entry, within 1 ulp.   y = ln x   x̄ = g / x   -inf at 0, NaN below
template <class X>
constexpr called<log_op, X> log(X x) { return compose<log_op>(x); }

/// log₂ x   x̄ = g / (x ln 2)
struct log2_op {
  static constexpr phrase name = "log2";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::log2(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return g * std::numbers::log2e_v<long double> / x;
  }
  constexpr term operator()(term x) const { return entrywise<log2_op>(x); }
};
/// The logarithm to base 2, within 1 ulp, exact at powers of 2.   y = log₂ x   x̄ = g / (x ln 2)
/// -inf at 0, NaN below
template <class X>
constexpr called<log2_op, X> log2(X x) { return compose<log2_op>(x); }

/// log₁₀ x   x̄ = g / (x ln 10)
struct log10_op {
  static constexpr phrase name = "log10";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::log10(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return g * std::numbers::log10e_v<long double> / x;
  }
  constexpr term operator()(term x) const { return entrywise<log10_op>(x); }
};
/// The logarithm to base 10, within 1 ulp.   y = log₁₀ x   x̄ = g / (x ln 10)   -inf at 0, NaN below
template <class X>
constexpr called<log10_op, X> log10(X x) { return compose<log10_op>(x); }

/// ln(1 + x)   x̄ = g / (1 + x)
struct log1p_op {
  static constexpr phrase name = "log1p";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::log1p(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g / (1 + x); }
  constexpr term operator()(term x) const { return entrywise<log1p_op>(x); }
};
/// ln(1 + x), within 1 ulp near 0 too.   y = ln(1 + x)   x̄ = g / (1 + x)   -inf at -1, NaN below
template <class X>
constexpr called<log1p_op, X> log1p(X x) { return compose<log1p_op>(x); }

/// x ln y, 0 where x = 0   x̄ = g ln y, 0 at x = 0 >= y   ȳ = g x / y
struct xlogy_op {
  static constexpr phrase name = "xlogy", call = "xlogy(x, y)";
  static constexpr int transcendentals = 1;
  static constexpr int smoothness(varied const& v) {
    return v.known[1] > 0 || (v.known[0] == v.known[0] && v.known[0] != 0) ? smooth_everywhere : jumps;
  }
  template <class T>
  static constexpr T value(T x, T y) {
    T const none{};
    return select((x == none) & (y == y), none, times(x, math::log(y)));
  }
  static constexpr cotangents pullback(term g, term, term x, term y) {
    term const none = zero(*g.owner, g.shape()), zeros = constant(*g.owner, 0, g.shape());
    term const at_edge = where_op{}(equal_op{}(x, zeros), less_equal_op{}(y, zeros), zeros);
    return {where_op{}(at_edge, none, g * log_op{}(y)), g * (x / y)};
  }
  constexpr term operator()(term x, term y) const { return entrywise<xlogy_op>(x, y); }
};
/// x ln y entry by entry, with NumPy's broadcasting; 0 where x = 0, whatever number y is.
///     x̄ = g ln y, but 0 where x = 0 and y <= 0   ȳ = g x / y, NaN at (0, 0)
template <class... X>
constexpr called<broadcasting<xlogy_op>, X...> xlogy(X... x) {
  return compose<broadcasting<xlogy_op>>(x...);
}
template <class... X>
rejected<broadcasting<xlogy_op>, X...> xlogy(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::log, core::log2, core::log10, core::log1p, core::xlogy;
}  // namespace tapeless
