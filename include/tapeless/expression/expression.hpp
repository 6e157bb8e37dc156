// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/lower.hpp>
#include <concepts>
#include <type_traits>

namespace tapeless::core {

/// What is looked up for operands that are expressions only: operators, which rules on terms need not weigh.
namespace on_expressions {

/// Base of every formula as a type: variables, numbers and nodes. All are empty; they own and refer to
/// nothing.
struct expression {};

}  // namespace on_expressions
using on_expressions::expression;

// The compilers' own words: those of the standard library are a class for each X.
template <class X>
concept Expression = __is_base_of(expression, X) && __is_empty(X);

/// Base of what is said beside the operands of a call: axis<0>, keepdims, smallest.
struct option {
  static constexpr recipe how{0, -1, nullptr, nullptr, {}};  // no operand
};
template <class X>
concept Option = __is_base_of(option, X) && __is_empty(X);

/// A constant of another library, such as hana::int_c<2> or std::integral_constant.
template <class X>
concept IntegralConstant = !Expression<X> && __is_empty(X) && requires {
  { X::value } -> std::convertible_to<long long>;
};

template <auto X>
using type_of = std::remove_cvref_t<decltype(X)>;  // nvcc hands decltype((X)) on to g++

}  // namespace tapeless::core
namespace tapeless {
using core::Expression, core::Option;
}  // namespace tapeless
