// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/polygamma.hpp>
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

/// The n-th derivative of digamma   x̄ = g ψ⁽ⁿ⁺¹⁾(x)   with = n
struct polygamma_op {
  static constexpr phrase name = "polygamma";
  static constexpr int transcendentals = 1;
  template <long long N, class T>
  static constexpr T value(T x) {
    return math::polygamma<int(N)>(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) { return g * polygamma_op{}(x, y->with + 1); }
  constexpr term operator()(term x, long long n) const { return entrywise<polygamma_op>(x, n); }
};
template <int N>
struct polygamma_call {
  static_assert(N >= 0, "polygamma<N>(x): N counts derivatives of digamma");
  static constexpr phrase name = "polygamma";
  constexpr term operator()(term x) const { return polygamma_op{}(x, N); }
};
/// The N-th derivative of digamma: polygamma<2>(x).   x̄ = g polygamma<N + 1>(x)
/// At negative integers inf for odd N, NaN for even N.
template <int N, class X>
constexpr called<polygamma_call<N>, X> polygamma(X x) { return compose<polygamma_call<N>>(x); }
template <Expression X, class... More>
auto polygamma(X, More...) -> error<no_brackets<"polygamma<n>(x)", X>>;
/// ψ(x), the logarithmic derivative of the gamma function, within 2 ulp for x > 0.   x̄ = g ψ′(x)
/// NaN at negative integers, ∓inf at ±0
template <class X>
constexpr called<polygamma_call<0>, X> digamma(X x) { return compose<polygamma_call<0>>(x); }
/// ψ′(x), within 2 ulp for x > 0.   x̄ = g ψ″(x)   inf at 0 and at negative integers
template <class X>
constexpr called<polygamma_call<1>, X> trigamma(X x) { return compose<polygamma_call<1>>(x); }

/// ln |Γ(x)|   x̄ = g ψ(x)
struct lgamma_op {
  static constexpr phrase name = "lgamma";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::lgamma(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * polygamma_op{}(x, 0); }
  constexpr term operator()(term x) const { return entrywise<lgamma_op>(x); }
};
/// The logarithm of |Γ(x)|, within 2 ulp for x > 0.   x̄ = g digamma(x)   inf at 0 and at negative integers
template <class X>
constexpr called<lgamma_op, X> lgamma(X x) { return compose<lgamma_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::polygamma, core::digamma, core::trigamma, core::lgamma;
}  // namespace tapeless
