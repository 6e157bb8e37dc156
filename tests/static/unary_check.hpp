// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "check.hpp"
#include <limits>

// What every elementwise function of one operand is tested for.
namespace check {

inline constexpr tapeless::variable<"u"> u;
inline constexpr tapeless::variable<"u3", 3> u3;
inline constexpr tapeless::variable<"u6", 2, 1, 3, 1, 2, 1> u6;

/// The gradient agrees with differences, and so do those of the gradient and of its gradient.
template <class F>
constexpr bool orders_agree(F f, tapeless::tensor<double, 3> const& at) {
  constexpr auto first = gradient(sum(f(u3)), u3);
  constexpr auto second = gradient(sum(first), u3);
  return differences_agree(sum(f(u3)), u3, at) && differences_agree(sum(first), u3, at) &&
         differences_agree(sum(second), u3, at);
}
/// Value and derivatives of first and second order at one point, to 8 epsilons of T, given as long double.
template <class T, class F>
constexpr bool one_point(F f, long double at, long double value, long double first, long double second) {
  T const few = 8 * std::numeric_limits<T>::epsilon();
  constexpr auto d = gradient(f(u), u);
  constexpr auto dd = gradient(d, u);
  return close_number(evaluate(f(u), u = T(at)).entries[0], T(value), few) &&
         close_number(evaluate(d, u = T(at)).entries[0], T(first), few) &&
         close_number(evaluate(dd, u = T(at)).entries[0], T(second), few);
}
template <class F>
constexpr bool a_point(F f, long double at, long double value, long double first, long double second) {
  return one_point<float>(f, at, value, first, second) && one_point<double>(f, at, value, first, second) &&
         one_point<long double>(f, at, value, first, second);
}
/// Every entry of a tensor of six axes, the value and the gradient, is that of a scalar.
template <class F>
constexpr bool entry_by_entry(F f) {
  using six = tapeless::tensor<double, 2, 1, 3, 1, 2, 1>;
  auto const at = filled<six>([](int i) { return 0.0625 * i + 0.125; });
  auto const y = evaluate(f(u6), u6 = at), d = evaluate(gradient(sum(f(u6)), u6), u6 = at);
  for (std::size_t i = 0; i < at.size(); ++i) {
    double const x = at.data()[i];
    if (!same_number(y.data()[i], evaluate(f(u), u = x).entries[0]) ||
        !same_number(d.data()[i], evaluate(gradient(f(u), u), u = x).entries[0]))
      return false;
  }
  return true;
}
/// f at one point, in T.
template <class F, class T>
constexpr T value(F f, T at) {
  return evaluate(f(u), u = at).entries[0];
}
template <class F, class T>
constexpr T slope(F f, T at) {
  return evaluate(gradient(f(u), u), u = at).entries[0];
}
template <class F, class T>
constexpr T curvature(F f, T at) {
  return evaluate(gradient(gradient(f(u), u), u), u = at).entries[0];
}
/// Within a relative distance; no absolute one, so that tails count.
constexpr bool relatively(double a, double b, double tolerance = 1e-14) {
  double const d = a < b ? b - a : a - b, size = b < 0 ? -b : b;
  return d <= tolerance * size;
}

}  // namespace check
