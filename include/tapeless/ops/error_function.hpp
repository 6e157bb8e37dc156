// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/error_function.hpp>
#include <tapeless/ops/operators.hpp>
#include <numbers>

namespace tapeless::core {

/// exp(-x²)   x̄ = -2 x y g
struct gaussian_op {
  static constexpr phrase name = "gaussian";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::gaussian(x);
  }
  static constexpr cotangents pullback(term g, term y, term x) { return g * (-2 * x * y); }
  constexpr term operator()(term x) const { return entrywise<gaussian_op>(x); }
};
inline constexpr long double two_over_root_pi = 2 * std::numbers::inv_sqrtpi_v<long double>;

/// erf x   x̄ = g 2 exp(-x²) / √π
struct erf_op {
  static constexpr phrase name = "erf";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::erf(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return g * (two_over_root_pi * gaussian_op{}(x));
  }
  constexpr term operator()(term x) const { return entrywise<erf_op>(x); }
};
/// The error function, within 1.1 ulp.   y = 2/√π ∫₀ˣ exp(-t²) dt   x̄ = g 2 exp(-x²) / √π,
/// accurate in the tails
template <class X>
constexpr called<erf_op, X> erf(X x) { return compose<erf_op>(x); }

/// 1 - erf x   x̄ = -g 2 exp(-x²) / √π
struct erfc_op {
  static constexpr phrase name = "erfc";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::erfc(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    return -(g * (two_over_root_pi * gaussian_op{}(x)));
  }
  constexpr term operator()(term x) const { return entrywise<erfc_op>(x); }
};
/// 1 - erf x without cancellation, within 1.8 ulp.   x̄ = -g 2 exp(-x²) / √π
template <class X>
constexpr called<erfc_op, X> erfc(X x) { return compose<erfc_op>(x); }

/// The inverse of erf   x̄ = g √π exp(y²) / 2
struct erfinv_op {
  static constexpr phrase name = "erfinv";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    return math::erfinv(x);
  }
  static constexpr cotangents pullback(term g, term y, term) {
    return g / (two_over_root_pi * gaussian_op{}(y));
  }
  constexpr term operator()(term x) const { return entrywise<erfinv_op>(x); }
};
/// The inverse of erf, within 2 ulp.   x̄ = g √π exp(y²) / 2   ±inf at ±1, with gradient inf; NaN beyond
template <class X>
constexpr called<erfinv_op, X> erfinv(X x) { return compose<erfinv_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::erf, core::erfc, core::erfinv;
}  // namespace tapeless
