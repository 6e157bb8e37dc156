// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/rounding.hpp>
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

// Functions to integers are flat: their gradient is 0 everywhere, at the jumps too.

/// ⌊x⌋
struct floor_op {
  static constexpr phrase name = "floor";
  template <class T>
  static constexpr T value(T x) {
    return math::floor(x);
  }
  constexpr term operator()(term x) const { return entrywise<floor_op>(x); }
};
/// The greatest integer not above x.   x̄ = 0
template <class X>
constexpr called<floor_op, X> floor(X x) { return compose<floor_op>(x); }

/// ⌈x⌉
struct ceil_op {
  static constexpr phrase name = "ceil";
  template <class T>
  static constexpr T value(T x) {
    return math::ceil(x);
  }
  constexpr term operator()(term x) const { return entrywise<ceil_op>(x); }
};
/// The least integer not below x.   x̄ = 0
template <class X>
constexpr called<ceil_op, X> ceil(X x) { return compose<ceil_op>(x); }

/// The integer next to x
struct round_op {
  static constexpr phrase name = "round";
  template <class T>
  static constexpr T value(T x) {
    return math::round(x);
  }
  constexpr term operator()(term x) const { return entrywise<round_op>(x); }
};
/// The integer next to x; halves go to the even one.   x̄ = 0
template <class X>
constexpr called<round_op, X> round(X x) { return compose<round_op>(x); }

/// The integer next to x towards 0
struct trunc_op {
  static constexpr phrase name = "trunc";
  template <class T>
  static constexpr T value(T x) {
    return math::trunc(x);
  }
  constexpr term operator()(term x) const { return entrywise<trunc_op>(x); }
};
/// The integer next to x towards 0.   x̄ = 0
template <class X>
constexpr called<trunc_op, X> trunc(X x) { return compose<trunc_op>(x); }

/// x - trunc x   x̄ = g
struct frac_op {
  static constexpr phrase name = "frac";
  static constexpr int smoothness = jumps;
  template <class T>
  static constexpr T value(T x) {
    return minus(x, math::trunc(x));
  }
  static constexpr cotangents pullback(term g, term, term) { return g; }
  constexpr term operator()(term x) const { return entrywise<frac_op>(x); }
};
/// What trunc leaves, with the sign of x.   y = x - trunc x   x̄ = g   NaN at ±inf
template <class X>
constexpr called<frac_op, X> frac(X x) { return compose<frac_op>(x); }

/// x - n y for the integer n = trunc(x / y)   x̄ = g   ȳ = -g n
struct fmod_op {
  static constexpr phrase name = "fmod", call = "fmod(x, y)";
  static constexpr int smoothness = jumps;
  template <class T>
  static constexpr T value(T x, T y) {
    return math::fmod(x, y);
  }
  static constexpr cotangents pullback(term g, term r, term x, term y) {
    return {g, -(g * round_op{}((x - r) / y))};
  }
  constexpr term operator()(term x, term y) const { return entrywise<fmod_op>(x, y); }
};
/// x - n y for the integer n = floor(x / y)   x̄ = g   ȳ = -g n
struct remainder_op {
  static constexpr phrase name = "remainder", call = "remainder(x, y)";
  static constexpr int smoothness = jumps;
  template <class T>
  static constexpr T value(T x, T y) {
    T const r = math::fmod(x, y), none{};
    return select(((r < none) & (y > none)) | ((r > none) & (y < none)), plus(r, y), r);
  }
  static constexpr cotangents pullback(term g, term r, term x, term y) {
    return {g, -(g * round_op{}((x - r) / y))};
  }
  constexpr term operator()(term x, term y) const { return entrywise<remainder_op>(x, y); }
};
/// The remainder of x / y rounded towards 0, with the sign of x; exact. With NumPy's broadcasting.
///     y = a - n b, n = trunc(a / b)   ā = g   b̄ = -g n   NaN where b = 0 or a is infinite
template <class... X>
constexpr called<broadcasting<fmod_op>, X...> fmod(X... x) { return compose<broadcasting<fmod_op>>(x...); }
template <class... X>
rejected<broadcasting<fmod_op>, X...> fmod(X...);
/// The remainder of x / y rounded down, with the sign of y, as % in Python. With NumPy's broadcasting.
///     y = a - n b, n = floor(a / b)   ā = g   b̄ = -g n   NaN where b = 0 or a is infinite
template <class... X>
constexpr called<broadcasting<remainder_op>, X...> remainder(X... x) {
  return compose<broadcasting<remainder_op>>(x...);
}
template <class... X>
rejected<broadcasting<remainder_op>, X...> remainder(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::floor, core::ceil, core::round, core::trunc, core::frac, core::fmod, core::remainder;
}  // namespace tapeless
