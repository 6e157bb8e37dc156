// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <array>
#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>
#include <tapeless/expression/formulas.hpp>

namespace tapeless::core {

/// A struct that its user has adapted with BOOST_HANA_DEFINE_STRUCT or BOOST_HANA_ADAPT_STRUCT.
template <class S>
concept HanaStruct = std::is_class_v<S> && boost::hana::Struct<S>::value;

/// A name behind that of the struct that it is a member of: "layer" and "W" make "layer.W".
template <text Prefix, text Name>
constexpr auto member_name() {
  constexpr phrase prefix = Prefix, name = Name;
  text<prefix.size() + (prefix.empty() ? 0 : 1) + name.size() + 1> t;
  std::size_t i = 0;
  for (char c : prefix) t.characters[i++] = c;
  if (!prefix.empty()) t.characters[i++] = '.';
  for (char c : name) t.characters[i++] = c;
  return t;
}
/// The name of an element: "layers[1]".
template <text Prefix, std::size_t I>
constexpr auto element_name() {
  constexpr phrase prefix = Prefix;
  constexpr sentence subscript = say("[", int(I), "]");
  text<prefix.size() + std::size_t(subscript.length) + 1> t;
  std::size_t i = 0;
  for (char c : prefix) t.characters[i++] = c;
  for (char c : phrase(subscript)) t.characters[i++] = c;
  return t;
}

/// One step of the way from a struct to a number or tensor within: to a member, to an element of an array.
template <class Accessor>
struct to_member {
  static constexpr auto& of(auto& s) { return Accessor{}(s); }
};
template <std::size_t I>
struct to_element {
  static constexpr auto& of(auto& array) { return array[I]; }
};

/// The variable and the scalar type that a number or tensor stands for.
template <text Name, class M>
struct leaf_type;
template <text Name, std::floating_point T>
struct leaf_type<Name, T> {
  using variable = tapeless::core::variable<Name>;
  using scalar = T;
  static constexpr auto data(auto& number) { return &number; }
};
template <text Name, std::floating_point T, std::size_t... E>
struct leaf_type<Name, tensor<T, E...>> {
  using variable = tapeless::core::variable<Name, E...>;
  using scalar = T;
  static constexpr auto data(auto& entries) { return entries.data(); }
};
template <class M>
concept StructLeaf = requires {
  typename leaf_type<"", M>::variable;
};

/// A number or tensor in a struct, its name, and the way to it.
template <text Name, class M, class... Steps>
struct struct_leaf : leaf_type<Name, M> {
  static constexpr bool fits = true;
  static constexpr int size = leaf_type<Name, M>::variable::shape.size();

  /// Its entries in a value of the struct.
  static constexpr auto data(auto& s) { return walk<Steps...>(s); }

private:
  template <class... None>
    requires(sizeof...(None) == 0)
  static constexpr auto walk(auto& at) { return leaf_type<Name, M>::data(at); }
  template <class Step, class... More>
  static constexpr auto walk(auto& at) {
    return walk<More...>(Step::of(at));
  }
};
/// A member that holds no numbers.
template <text Name>
struct unfit_leaf {
  static constexpr bool fits = false;
  static constexpr phrase name = Name;
};

/// The leaves of a type, in order, structs and arrays taken apart.
template <class M, text Name, class... Steps>
struct leaves_of : std::type_identity<list_of<unfit_leaf<Name>>> {};
template <StructLeaf M, text Name, class... Steps>
struct leaves_of<M, Name, Steps...> : std::type_identity<list_of<struct_leaf<Name, M, Steps...>>> {};

template <class E, text Name, class Indices, class... Steps>
struct leaves_of_elements;
template <class E, text Name, std::size_t... I, class... Steps>
struct leaves_of_elements<E, Name, std::index_sequence<I...>, Steps...>
    : joined_lists<typename leaves_of<E, element_name<Name, I>(), Steps..., to_element<I>>::type...> {};
template <class E, std::size_t N, text Name, class... Steps>
struct leaves_of<std::array<E, N>, Name, Steps...>
    : leaves_of_elements<E, Name, std::make_index_sequence<N>, Steps...> {};
template <class E, std::size_t N, text Name, class... Steps>
struct leaves_of<E[N], Name, Steps...> : leaves_of_elements<E, Name, std::make_index_sequence<N>, Steps...> {
};

/// A member of an adapted struct, from Hana's pair of its name and its accessor.
template <class S, class Pair>
struct member_of {
  using accessor = std::remove_cvref_t<decltype(boost::hana::second(std::declval<Pair>()))>;
  using type = std::remove_cvref_t<decltype(accessor{}(std::declval<S&>()))>;
  static constexpr auto name() {
    constexpr phrase given =
        std::remove_cvref_t<decltype(boost::hana::first(std::declval<Pair>()))>::c_str();
    text<given.size() + 1> t;
    for (std::size_t i = 0; i < given.size(); ++i) t.characters[i] = given.data()[i];
    return t;
  }
};
template <class S>
struct collect_members {
  template <class... Pairs>
  constexpr list_of<member_of<S, Pairs>...> operator()(Pairs const&...) const {
    return {};
  }
};
template <HanaStruct S>
using members_of = decltype(boost::hana::unpack(boost::hana::accessors<S>(), collect_members<S>{}));

template <class Members, text Name, class... Steps>
struct leaves_of_members;
template <class... M, text Name, class... Steps>
struct leaves_of_members<list_of<M...>, Name, Steps...>
    : joined_lists<typename leaves_of<typename M::type, member_name<Name, M::name()>(), Steps...,
                                      to_member<typename M::accessor>>::type...> {};
template <HanaStruct S, text Name, class... Steps>
struct leaves_of<S, Name, Steps...> : leaves_of_members<members_of<S>, Name, Steps...> {};

/// What a set of variables is made for: C arrays, which no function returns, as std::array.
template <class S>
struct kept_as : std::type_identity<S> {};
template <class E, std::size_t N>
struct kept_as<E[N]> : std::type_identity<std::array<typename kept_as<E>::type, N>> {};

}  // namespace tapeless::core
namespace tapeless {
using core::HanaStruct;
}  // namespace tapeless
