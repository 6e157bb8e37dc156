// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/lower.hpp>
#include <concepts>
#include <type_traits>

namespace tapeless {

/// Base of every formula as a type: variables, numbers and nodes. All are empty; they own and refer to
/// nothing.
struct expression {};
template <class X>
concept Expression = std::is_base_of_v<expression, X> && std::is_empty_v<X>;

/// Base of what is said beside the operands of a call: axis<0>, keepdims, smallest.
struct option {};
template <class X>
concept Option = std::is_base_of_v<option, X> && std::is_empty_v<X>;

/// A constant of another library, such as hana::int_c<2> or std::integral_constant.
template <class X>
concept IntegralConstant = !Expression<X> && std::is_empty_v<X> && requires {
  { X::value } -> std::convertible_to<long long>;
};

template <auto X>
using type_of = std::remove_cvref_t<decltype(X)>;  // nvcc hands decltype((X)) on to g++

}  // namespace tapeless
