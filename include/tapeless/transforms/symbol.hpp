// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>

namespace tapeless::core {

/// What derivatives are taken by: the variables that X stands for, and how one formula for each of them makes
/// one result. A variable stands for itself; structs of variables add theirs (interop/struct.hpp).
template <class X>
struct symbol_of;
template <Variable X>
struct symbol_of<X> {
  using variables = list_of<X>;
  template <class... F>
  using entry = labelled<X, F...>;
};
template <class X>
concept Symbol = requires { typename symbol_of<X>::variables; };
/// A struct of variables.
template <class X>
concept SymbolTree = Symbol<X> && !Variable<X>;
template <class X>
using variables_of = typename symbol_of<X>::variables;

template <class X>
using first_variable = typename front_of<variables_of<X>>::type;

/// What T holds for the variables of X, as a list: a formula for a variable, a struct of variables or of
/// formulas for a struct. No member where T is none.
template <class X, class T>
struct tangents_of {};
template <Variable X, Expression T>
struct tangents_of<X, T> : std::type_identity<list_of<T>> {};
template <class T, class X>
concept TangentOf = requires { typename tangents_of<X, T>::type; };

/// Variables and their tangents by turns, every struct taken apart.
template <class Variables, class Tangents>
struct by_turns;
template <class... X, class... T>
struct by_turns<list_of<X...>, list_of<T...>> : joined_lists<list_of<X, T>...> {};
/// Whether a list is symbols and their tangents by turns.
template <class... Xs>
inline constexpr bool are_pairs = sizeof...(Xs) == 0;
template <class X, class T, class... More>
inline constexpr bool are_pairs<X, T, More...> = Symbol<X> && TangentOf<T, X> && are_pairs<More...>;
template <class... Xs>
struct turns_of {};
template <>
struct turns_of<> : std::type_identity<list_of<>> {};
template <class X, class T, class... More>
  requires are_pairs<X, T, More...>
struct turns_of<X, T, More...>
    : joined_lists<typename by_turns<variables_of<X>, typename tangents_of<X, T>::type>::type,
                   typename turns_of<More...>::type> {};
/// The symbols of such a list.
template <class... Xs>
struct symbols_of_turns : std::type_identity<list_of<>> {};
template <class X, class T, class... More>
struct symbols_of_turns<X, T, More...>
    : joined_lists<list_of<X>, typename symbols_of_turns<More...>::type> {};

/// Call on some operands, then on those of a list.
template <class Call, class List, class... Before>
struct call_on;
template <class Call, class... Xs, class... Before>
struct call_on<Call, list_of<Xs...>, Before...> : std::type_identity<applied<Call, Before..., Xs...>> {};

/// The result by X: Call on some operands and each variable that X stands for.
template <class Call, class X, class Variables, class... Before>
struct result_by;
template <class Call, class X, class... V, class... Before>
struct result_by<Call, X, list_of<V...>, Before...>
    : std::type_identity<typename symbol_of<X>::template entry<applied<Call, Before..., V>...>> {};
template <class Call, class X, class... Before>
using entry_by = typename result_by<Call, X, variables_of<X>, Before...>::type;

/// The first call of some that cannot be.
template <class... Calls>
concept AllFit = (Calls::how.fits && ...);
template <class... Calls>
struct first_misfit {};
template <class C, class... Calls>
struct first_misfit<C, Calls...> : first_misfit<Calls...> {};
template <class C, class... Calls>
  requires(!C::how.fits)
struct first_misfit<C, Calls...> : std::type_identity<C> {};

}  // namespace tapeless::core
namespace tapeless {
using core::Symbol;
}  // namespace tapeless
