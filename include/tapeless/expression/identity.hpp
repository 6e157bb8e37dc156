// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/text.hpp>
#include <type_traits>

namespace tapeless::core {

/// A type as compilers write it.
template <class T>
constexpr phrase name_of_type() {
  return __PRETTY_FUNCTION__;
}
/// Whether a type's name tells it apart from all others: not a lambda's, nor that of a type without a name.
template <class T>
inline constexpr bool has_name =
    name_of_type<T>().find("lambda") < 0 && name_of_type<T>().find("unnamed") < 0;
/// A hash of a type's name, the same in every translation unit.
constexpr std::uint64_t hash_of_name(phrase name) {
#if defined __NVCC__  // of its two compilers one writes these namespaces out: without them they agree
  std::uint64_t h = 0;
  for (int i = 0; i < name.length; ++i) {
    int skipped = 0;
    for (phrase space : {phrase("tapeless::core::"), phrase("tapeless::")})
      if (skipped == 0 && name.part(i, space.length) == space) skipped = space.length;
    if (skipped > 0) i += skipped - 1;
    else h = mix(h, static_cast<unsigned char>(name[i]));
  }
  return h;
#else
  return hash(name);
#endif
}
template <class T>
inline constexpr std::uint64_t name_hash = has_name<T> ? hash_of_name(name_of_type<T>()) : 0;

template <class F, std::uint64_t Key, class... Nameless>
struct node;

/// The types of a node's operands, or those without a name in it.
template <class... Xs>
struct operands {
  template <class F, std::uint64_t Key>
  using node_of = node<F, Key, Xs...>;
};

/// A type without a name of its own, or nothing.
template <class T>
struct named_or_not : std::conditional<has_name<T>, operands<>, operands<T>> {};

/// All types of some lists, each once.
template <class... Lists>
struct union_of : std::type_identity<operands<>> {};
template <class List>
struct union_of<List> : std::type_identity<List> {};
template <class List, class... More>
struct union_of<List, operands<>, More...> : union_of<List, More...> {};
template <class... Ts, class U, class... Us, class... More>
struct union_of<operands<Ts...>, operands<U, Us...>, More...>
    : union_of<std::conditional_t<(std::is_same_v<Ts, U> || ...), operands<Ts...>, operands<Ts..., U>>,
               operands<Us...>, More...> {};

}  // namespace tapeless::core
