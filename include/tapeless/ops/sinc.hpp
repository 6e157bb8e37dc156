// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/sinc.hpp>
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

/// The n-th derivative of sin(πx)/(πx)   x̄ = g (its derivative)   with = n
/// A rule by quotients would lose all digits next to 0.
struct sinc_op {
  static constexpr phrase name = "sinc";
  static constexpr int transcendentals = 1;
  template <long long N, class T>
  static constexpr T value(T x) {
    if constexpr (N == 0) return math::sinc(x);
    else return math::sinc_derivative<int(N)>(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) { return g * sinc_op{}(x, y->with + 1); }
  constexpr term operator()(term x, long long n) const { return entrywise<sinc_op>(x, n); }
};
struct sinc_call {
  static constexpr phrase name = "sinc";
  constexpr term operator()(term x) const { return sinc_op{}(x, 0); }
};
/// sin(πx)/(πx), 1 at 0 and 0 at the other integers, within 1.9 ulp.   x̄ = g (cos πx - y)/x, 0 at 0
/// Derivatives of every order are functions of their own, by series near 0.
template <class X>
constexpr called<sinc_call, X> sinc(X x) { return compose<sinc_call>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::sinc;
}  // namespace tapeless
