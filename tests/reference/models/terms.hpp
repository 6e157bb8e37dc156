// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/tapeless.hpp>
#include <utility>

// Models as users write them: functions of terms, general in their shapes. In a formula:
//     constexpr auto loss = formula([](auto x, auto w) { return models::rosenbrock(x); }, x, w);
namespace models {

using namespace tapeless::core;

inline constexpr double pi = 3.141592653589793238;

/// Entry, row or block I along the first axis.
template <int I>
constexpr term row(term x) {
  return slice(x, at<I>);
}
/// The entries at place I of the last axis.
template <int I>
constexpr term column(term x) {
  return slice(x, axis<-1>, at<I>);
}
/// A tensor of the shape of x, filled with one number.
constexpr term filled_like(term x, long double number) { return constant(*x.owner, number, x.shape()); }

/// step(0), step(1), ..., step(N - 1), where each is a constant: rows of a tensor are taken by constants.
template <int N>
constexpr void for_each_index(auto step) {
  [&]<int... I>(std::integer_sequence<int, I...>) {
    (step(std::integral_constant<int, I>{}), ...);
  }(std::make_integer_sequence<int, N>{});
}

}  // namespace models
