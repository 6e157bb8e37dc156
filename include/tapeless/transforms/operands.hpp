// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/symbol.hpp>

namespace tapeless::core {

// The mistakes of operands that a derivative cannot have. That of a variable which is none of f is in
// mention.hpp.

/// What a symbol or tangent is, in an error.
template <class X>
constexpr void describe_symbol(sentence& s) {
  if constexpr (requires { symbol_of<X>::describe(s); }) symbol_of<X>::describe(s);
  else if constexpr (requires { X::shape; }) s.add("a formula of shape "), s.add(X::shape);
  else s.add("no formula");
}

/// f is no scalar.
template <text Call, Expression F>
struct no_scalar {
  static constexpr sentence problem =
      say(phrase(Call), ": f must be a scalar, so that each entry of x has one derivative; f is ", F::shape);
};

/// The first of some that is not as it should be.
template <std::size_t N>
constexpr std::size_t first_of_none(bool const (&fits)[N]) {
  std::size_t at = 0;
  while (at < N && fits[at]) ++at;
  return at;
}
template <std::size_t First, class... Xs>
constexpr void describe_first(sentence& s) {
  if constexpr (sizeof...(Xs) == 0) s.add("; none is named");
  else if constexpr (First == sizeof...(Xs)) s.add(say("; ", int(First), " are named"));
  else s.add("; it is "), describe_symbol<nth<First, Xs...>>(s);
}
/// What stands for x is neither a variable nor a struct of variables, or nothing does.
template <text Call, class... Xs>
struct no_symbol {
  static constexpr sentence problem = [] {
    auto s = say(phrase(Call), ": x must be a variable, or a struct of variables");
    describe_first<first_of_none({Symbol<Xs>..., false}), Xs...>(s);
    return s;
  }();
};
/// What stands for x is no variable, where structs are not taken, or nothing does, or too many.
template <text Call, class... Xs>
struct no_variable {
  static constexpr sentence problem = [] {
    auto s = say(phrase(Call), ": x must be a variable");
    describe_first<first_of_none({Variable<Xs>..., false}), Xs...>(s);
    return s;
  }();
};

/// Whether some operands are one variable.
template <class... Xs>
concept OneVariable = sizeof...(Xs) == 1 && (Variable<Xs> && ...);

/// What follows f are not symbols and tangents by turns.
template <text Call, class... Xs>
struct no_pairs {
  static constexpr sentence problem =
      say(phrase(Call), ": after f come variables and their tangents by turns");
};
template <text Call, class X, class T, class... More>
  requires(are_pairs<X, T> && sizeof...(More) > 0)
struct no_pairs<Call, X, T, More...> : no_pairs<Call, More...> {};
template <text Call, SymbolTree X, class T, class... More>
  requires(!TangentOf<T, X>)
struct no_pairs<Call, X, T, More...> {
  static constexpr sentence problem = [] {
    auto s = say(phrase(Call),
                 ": the tangent of a struct of variables must be one of the same type; it is ");
    describe_symbol<X>(s);
    s.add(", its tangent ");
    describe_symbol<T>(s);
    return s;
  }();
};
/// Whether some operands are one symbol and its tangent.
template <class... Xs>
concept OnePair = sizeof...(Xs) == 2 && are_pairs<Xs...>;

}  // namespace tapeless::core
