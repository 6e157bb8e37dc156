// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/operators.hpp>

namespace tapeless {

/// x²   x̄ = g 2 x
struct square_op {
  static constexpr std::string_view name = "square";
  template <class T>
  static constexpr T value(T x) {
    return times(x, x);
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * (2 * x); }
  constexpr term operator()(term x) const {
    if (is_zero(x)) return x;                                                 // zero² → zero
    if (is<negate_op>(x)) return square_op{}(x.operand(0));                   // (-x)² → x²
    return entrywise<square_op>(x);
  }
};
template <>
struct behind<&describe<square_op>> : std::type_identity<square_op> {};
/// The square of every entry.   y = x²   x̄ = 2 x g
template <class... X>
constexpr called<square_op, X...> square(X... x) { return function<square_op>{}(x...); }

/// xⁿ for an integer n, by repeated squaring (Knuth, TAOCP 2, 4.6.3); 1/x^|n| below zero.   x̄ = g n xⁿ⁻¹
struct power_op {
  static constexpr std::string_view name = "pow";
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
  constexpr term operator()(term x, long long n) const {
    if (n == 0) return constant(*x.owner, 1, x.shape());                      // x⁰ → 1, at 0 too
    if (n == 1) return x;                                                     // x¹ → x
    if (n == 2) return square_op{}(x);                                        // x² → square
    if (n == -1) return 1 / x;                                                // x⁻¹ → 1 / x
    return entrywise<power_op>(x, n);
  }
  constexpr term operator()(term x, term p) const {
    long double const e = is_constant(p) ? number_of(p) : 0.5L;
    if (e > -1025 && e < 1025 && e == static_cast<long double>(static_cast<long long>(e)))
      return power_op{}(x, static_cast<long long>(e));
    x.owner->refuse("pow(x, n): n must be an integer constant of at most 1024, such as 3_c; x is ", x.shape(),
                    ", n is ", p.shape());
    return x;
  }
};
template <>
struct behind<&describe<power_op>> : std::type_identity<power_op> {};
/// Every entry to an integer power: pow(x, 3_c), pow(x, -2_c).   y = xⁿ   x̄ = n xⁿ⁻¹ g   x⁰ = 1 everywhere,
/// gradient 0
template <class... X>
constexpr called<power_op, X...> pow(X... x) { return function<power_op>{}(x...); }
template <class... X>
rejected<power_op, X...> pow(X...);

}  // namespace tapeless
