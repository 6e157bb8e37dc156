// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/logistic.hpp>
#include <tapeless/ops/compare.hpp>
#include <tapeless/ops/hyperbolic.hpp>

namespace tapeless::core {

/// The density of the logistic distribution, σ(x) σ(-x) = sech²(x/2)/4, relatively accurate in both tails.
///     x̄ = -g y tanh(x/2)
struct logistic_pdf_op {
  static constexpr phrase name = "logistic_pdf";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::logistic_density(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) { return -(g * y * tanh_op{}(0.5 * x)); }
  constexpr term operator()(term x) const { return entrywise<logistic_pdf_op>(x); }
};
/// 1/(1 + e⁻ˣ)   x̄ = g σ(x) σ(-x)
struct sigmoid_op {
  static constexpr phrase name = "sigmoid";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::sigmoid(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * logistic_pdf_op{}(x); }
  constexpr term operator()(term x) const { return entrywise<sigmoid_op>(x); }
};
/// The logistic function, below 2 ulp.   y = 1/(1 + e⁻ˣ)   x̄ = g σ(x) σ(-x)
template <class X>
constexpr called<sigmoid_op, X> sigmoid(X x) { return compose<sigmoid_op>(x); }

/// ln σ(x) = -ln(1 + e⁻ˣ)   x̄ = g σ(-x)
struct logsigmoid_op {
  static constexpr phrase name = "logsigmoid";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::log_sigmoid(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * sigmoid_op{}(negate_op{}(x)); }
  constexpr term operator()(term x) const { return entrywise<logsigmoid_op>(x); }
};
/// The logarithm of the logistic function, below 2 ulp.   y = -ln(1 + e⁻ˣ)   x̄ = g σ(-x)
template <class X>
constexpr called<logsigmoid_op, X> logsigmoid(X x) { return compose<logsigmoid_op>(x); }

/// ln(1 + eˣ) at every x   x̄ = g σ(x)
struct softplus_op {
  static constexpr phrase name = "softplus";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::softplus(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * sigmoid_op{}(x); }
  constexpr term operator()(term x) const { return entrywise<softplus_op>(x); }
};
struct softplus_call {
  static constexpr phrase name = "softplus";
  constexpr term operator()(term x) const { return bounded(x, x, constant(*x.owner, 20)); }
  constexpr term operator()(term x, term beta) const {
    return (*this)(x, beta, constant(*x.owner, 20));
  }
  constexpr term operator()(term x, term beta, term threshold) const {
    return is_constant(beta, 1) ? bounded(x, x, threshold) : bounded(x, beta * x, threshold, beta);
  }

private:
  static constexpr term bounded(term x, term scaled, term threshold, term beta = {}) {
    term const curved = softplus_op{}(scaled);
    return broadcasting<where_op>{}(threshold < scaled, x, beta.owner ? curved / beta : curved);
  }
};
/// ln(1 + e^(βx))/β up to βx = threshold, x above it: softplus(x), softplus(x, 2_c), softplus(x, 2_c, 20_c).
/// Unless given, β is 1 and the threshold 20.   x̄ = g σ(βx), g above the threshold
template <class... X>
constexpr called<softplus_call, X...> softplus(X... x) { return compose<softplus_call>(x...); }
template <class... X>
rejected<softplus_call, X...> softplus(X...);

/// ln(eˣ + eʸ)   x̄ = g σ(x - y)   ȳ = g σ(y - x)
struct logaddexp_op {
  static constexpr phrase name = "logaddexp", call = "logaddexp(x, y)";
  static constexpr int transcendentals = 1;
  /// max + ln(1 + e^(-|x - y|)); equal infinities are their own sum.
  template <class T>
  static constexpr T value(T x, T y) {
    T const big = select((x < y) | (y != y), y, x), small = select((x < y) | (y != y), x, y);
    T const away = select(x == y, T{}, minus(small, big));
    return plus(big, math::log1p(math::exp(away)));
  }
  static constexpr cotangents pullback(term g, term, term x, term y) {
    term const d = x - y;
    return {g * sigmoid_op{}(d), g * sigmoid_op{}(negate_op{}(d))};
  }
  constexpr term operator()(term x, term y) const { return entrywise<logaddexp_op>(x, y); }
};
/// ln(eˣ + eʸ) without overflow, with NumPy's broadcasting.   x̄ = g σ(x - y)   ȳ = g σ(y - x)
/// Of equal infinities the value is that infinity, the gradient NaN.
template <class... X>
constexpr called<broadcasting<logaddexp_op>, X...> logaddexp(X... x) {
  return compose<broadcasting<logaddexp_op>>(x...);
}
template <class... X>
rejected<broadcasting<logaddexp_op>, X...> logaddexp(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::sigmoid, core::logsigmoid, core::softplus, core::logaddexp;
}  // namespace tapeless
