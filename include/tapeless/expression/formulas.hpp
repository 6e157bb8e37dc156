// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formula.hpp>
#include <utility>

namespace tapeless::core {

/// A list of types.
template <class... Ts>
struct list_of {
  static constexpr int size = sizeof...(Ts);
};
/// The first of a list.
template <class List>
struct front_of;
template <class T, class... Ts>
struct front_of<list_of<T, Ts...>> : std::type_identity<T> {};
/// Lists one after another.
template <class... Lists>
struct joined_lists : std::type_identity<list_of<>> {};
template <class... A>
struct joined_lists<list_of<A...>> : std::type_identity<list_of<A...>> {};
template <class... A, class... B, class... More>
struct joined_lists<list_of<A...>, list_of<B...>, More...> : joined_lists<list_of<A..., B...>, More...> {};

template <std::size_t I, class T>
struct indexed {
  using type = T;
};
template <class Indices, class... Ts>
struct index_types;
template <std::size_t... I, class... Ts>
struct index_types<std::index_sequence<I...>, Ts...> : indexed<I, Ts>... {};
template <std::size_t I, class T>
constexpr indexed<I, T> pick(indexed<I, T> const&);
/// The I-th of some types.
template <std::size_t I, class... Ts>
using nth = typename decltype(pick<I>(index_types<std::index_sequence_for<Ts...>, Ts...>{}))::type;

/// One result of an evaluation: what it is asked for by, and its formula.
template <class Key, class Formula>
struct labelled {
  using key = Key;
  using formula = Formula;
  using leaves = list_of<Formula>;
};

/// Several formulas that are evaluated together and share all work. Can be taken apart by structured
/// bindings.
template <class... Entries>
struct formulas_of {
  template <std::size_t I>
  constexpr auto get() const {
    return typename nth<I, Entries...>::formula{};
  }
  /// The formula asked for by its key: gradients(...)[W].
  template <class Key>
  constexpr auto operator[](Key) const {
    constexpr std::size_t i = [] {
      std::size_t at = 0, found = sizeof...(Entries);
      ((std::is_same_v<typename Entries::key, Key> ? void(found = at++) : void(++at)), ...);
      return found;
    }();
    static_assert(i < sizeof...(Entries), "formulas[key]: no result belongs to this key");
    return get<i>();
  }
};

/// Several results as one, asked for by their keys: the Jacobians by each variable of a struct.
template <class Key, class... Entries>
struct nested_results {
  using key = Key;
  using formula = formulas_of<Entries...>;
  using leaves = typename joined_lists<typename Entries::leaves...>::type;
};

/// One result that is no expression, such as the gradient by a struct: evaluated to its bare value.
template <class Entry>
struct sole_formula : formulas_of<Entry> {};

/// Several formulas in one program: evaluate(formulas(y, loss), ...) computes what they share once.
template <Expression... Xs>
constexpr formulas_of<labelled<Xs, Xs>...> formulas(Xs...) {
  return {};
}

}  // namespace tapeless::core
namespace tapeless {
using core::formulas;
}  // namespace tapeless

template <class... Entries>
struct std::tuple_size<tapeless::core::formulas_of<Entries...>>
    : std::integral_constant<std::size_t, sizeof...(Entries)> {};
template <std::size_t I, class... Entries>
struct std::tuple_element<I, tapeless::core::formulas_of<Entries...>> {
  using type = typename tapeless::core::nth<I, Entries...>::formula;
};
