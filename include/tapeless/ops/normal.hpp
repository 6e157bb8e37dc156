// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/normal.hpp>
#include <tapeless/ops/compare.hpp>

namespace tapeless::core {

/// x within [-Bound, Bound], beyond which it only occurs in products with what vanishes there: they are 0 at
/// ±inf, not NaN. So it is x to derivatives, and to equality (equality/functions.hpp).   x̄ = g
template <int Bound>
struct bounded_op {
  static constexpr phrase name = "bounded";
  template <class T>
  static constexpr T value(T x) {
    if constexpr (std::is_arithmetic_v<T>) {
      T const most = x > Bound ? T(Bound) : x;
      return most < -Bound ? T(-Bound) : most;
    } else {  // each one instruction
      using S = scalar_of<T>;
      return math::maximum(fill<T>(S(-Bound)), math::minimum(fill<T>(S(Bound)), x));
    }
  }
  static constexpr cotangents pullback(term g, term, term) { return g; }
  constexpr term operator()(term x) const { return entrywise<bounded_op>(x); }
};
/// Beyond it everything that falls as e^-|x| is 0, in every scalar type.
inline constexpr int vanishing = 12000;
using bounded = bounded_op<vanishing>;

/// e^(-x²/2)/√(2π)   x̄ = -g y x
struct normal_pdf_op {
  static constexpr phrase name = "normal_pdf";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::normal_density(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) {
    return -(g * (y * bounded{}(x)));
  }
  constexpr term operator()(term x) const { return entrywise<normal_pdf_op>(x); }
};
/// The density of the standard normal distribution, relatively accurate in the tails.
///     y = e^(-x²/2)/√(2π)      x̄ = -x y g: 0 at ±inf
template <class X>
constexpr called<normal_pdf_op, X> normal_pdf(X x) { return compose<normal_pdf_op>(x); }

/// (1 + erf(x/√2))/2   x̄ = g φ(x)
struct normal_cdf_op {
  static constexpr phrase name = "normal_cdf";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::normal_distribution(x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * normal_pdf_op{}(x); }
  constexpr term operator()(term x) const { return entrywise<normal_cdf_op>(x); }
};
/// The distribution function of the standard normal distribution, relatively accurate in the left tail.
///     y = erfc(-x/√2)/2      x̄ = normal_pdf(x) g
template <class X>
constexpr called<normal_cdf_op, X> normal_cdf(X x) { return compose<normal_cdf_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::normal_pdf, core::normal_cdf;
}  // namespace tapeless
