// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/log.hpp>
#include <tapeless/math/power.hpp>
#include <tapeless/ops/logarithm.hpp>
#include <tapeless/ops/square.hpp>

namespace tapeless::core {

struct reciprocal_call {
  static constexpr phrase name = "reciprocal";
  constexpr term operator()(term x) const { return 1 / x; }
};
/// One over every entry.   y = 1 / x   x̄ = -g y / x: -inf at 0
template <class X>
constexpr called<reciprocal_call, X> reciprocal(X x) { return compose<reciprocal_call>(x); }

struct pow_op;
/// xⁿ for an integer n, by repeated squaring (Knuth, TAOCP 2, 4.6.3); 1/x^|n| below zero.   x̄ = g n xⁿ⁻¹
/// Its error grows with n, so that from a limit on pow_op is the more accurate.
struct power_op {
  static constexpr phrase name = "pow";
  static constexpr long long most = 32;
  template <long long N, class T>
  static constexpr T value(T x) {
    if constexpr (N < 0) return over(T{} + 1, value<-N>(x));
    else if constexpr (N == 1) return x;
    else if constexpr (N % 2 == 0) return value<N / 2>(times(x, x));
    else return times(x, value<N - 1>(x));
  }
  static constexpr cotangents pullback(term g, term y, term x) {
    return g * (static_cast<long double>(y->with) * power_op{}(x, y->with - 1));
  }
  constexpr term operator()(term x, long long n) const;
};

/// Where x^y is 1 because y is 0 and x has no reciprocal (0, NaN): there it is flat.
struct flat_power_op : comparison<flat_power_op> {
  static constexpr phrase name = "0^0";
  static constexpr auto holds(auto x, auto y) {
    using V = decltype(x);
    using T = scalar_of<V>;
    V const least = fill<V>(std::is_integral_v<T> ? T(1) : T(4) * limits<T>::min());
    return (y == V{}) & (((x < least) & (x > -least)) | (x != x));
  }
};

/// x^y   x̄ = g y x^(y - 1), 0 for 0⁰   ȳ = g x^y ln x, 0 at x = 0 <= y
struct pow_op {
  static constexpr phrase name = "pow", call = "pow(x, y)";
  static constexpr int transcendentals = 1;
  /// In x as its known power is at 0, in y where the base is known to be positive.
  static constexpr int smoothness(varied const& v) {
    long double const base = v.known[0], power = v.known[1];
    if (v.operand == 1) return base > 0 ? smooth_everywhere : jumps;
    if (!(power < 0x1p30L && power > -0x1p30L)) return 0;
    long long const whole = static_cast<long long>(power);
    return power < 0 || power == static_cast<long double>(whole) ? smooth_everywhere : int(whole);
  }
  template <class T>
  static constexpr T value(T x, T y) {
    return math::pow(x, y);
  }
  static constexpr cotangents pullback(term g, term r, term x, term y) {
    term const none = zero(*g.owner, g.shape()), zeros = constant(*g.owner, 0, g.shape());
    term dx, dy;
    if (!is_constant(x)) {
      dx = g * (y * pow_op{}(x, y - 1));
      if (!is_constant(y)) dx = where_op{}(flat_power_op{}(x, y), none, dx);
    }
    if (is_constant(x) && number_of(x) > 0) {
      dy = g * (r * math::log(number_of(x)));
    } else if (!is_constant(y)) {
      term const at_edge = where_op{}(equal_op{}(x, zeros), less_equal_op{}(zeros, y), zeros);
      dy = where_op{}(at_edge, none, g * (r * log_op{}(x)));
    }
    return {dx, dy};
  }
  constexpr term operator()(term x, term y) const {
    long double const e = is_constant(y) ? number_of(y) : 0.5L;
    constexpr long double most = power_op::most;
    if (e >= -most && e <= most && e == static_cast<long double>(static_cast<long long>(e)))
      return power_op{}(x, static_cast<long long>(e));                        // x^3.0 → x³
    return entrywise<pow_op>(x, y);
  }
};
constexpr term power_op::operator()(term x, long long n) const {
  if (n == 0) return constant(*x.owner, 1, x.shape());                        // x⁰ → 1, at 0 too
  if (n == 1) return x;                                                       // x¹ → x
  if (n == 2) return square_op{}(x);                                          // x² → square
  if (n == -1) return 1 / x;                                                  // x⁻¹ → 1 / x
  if (n >= -most && n <= most) return entrywise<power_op>(x, n);
  return entrywise<pow_op>(x, constant(*x.owner, static_cast<long double>(n), x.shape()));
}

/// Every entry to a power, with NumPy's broadcasting: pow(x, 3_c), pow(x, 0.5_c), pow(2_c, x), pow(x, y).
///     x̄ = g y x^(y - 1)   ȳ = g x^y ln x
/// Integer literals up to 32 are multiplied out, all else is within 1 ulp. Special values as in C: 0⁰ is 1,
/// with gradient 0; ȳ is 0 at x = 0 <= y; a negative x to a power that is no integer is NaN, its ȳ always is.
template <class... X>
constexpr called<broadcasting<pow_op>, X...> pow(X... x) { return compose<broadcasting<pow_op>>(x...); }
template <class... X>
rejected<broadcasting<pow_op>, X...> pow(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::reciprocal, core::pow;
}  // namespace tapeless
