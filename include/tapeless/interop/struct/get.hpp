// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <string_view>
#include <tapeless/interop/struct/variables.hpp>

namespace tapeless::core {

/// What a part is: a variable, or the variables of a struct or an array.
template <class M, text Name>
struct struct_part : std::type_identity<variables<typename kept_as<M>::type, Name>> {};
template <StructLeaf M, text Name>
struct struct_part<M, Name> : std::type_identity<typename leaf_type<Name, M>::variable> {};

/// The first name of a path, or its first subscript, and what follows.
template <text Path>
struct path_head {
  static constexpr std::string_view all = phrase(Path);
  static constexpr bool subscript = !all.empty() && all[0] == '[';
  static constexpr std::size_t end = [] {
    std::size_t i = subscript ? 1 : 0;
    while (i < all.size() && (subscript ? all[i - 1] != ']' : all[i] != '.' && all[i] != '[')) ++i;
    return i;
  }();
  static constexpr std::string_view head = all.substr(0, end);
  static constexpr std::size_t rest_begin = end + (end < all.size() && all[end] == '.' ? 1 : 0);
  static constexpr auto rest = [] {
    text<all.size() - rest_begin + 1> t;
    for (std::size_t i = rest_begin; i < all.size(); ++i) t.characters[i - rest_begin] = all[i];
    return t;
  }();
  /// The number between the brackets, as large as can be where it is none.
  static constexpr std::size_t index = [] {
    std::size_t n = 0;
    if (!subscript || head.size() < 3 || head.back() != ']') return ~std::size_t{0};
    for (char c : head.substr(1, head.size() - 2)) {
      if (c < '0' || c > '9' || n > 100'000'000) return ~std::size_t{0};
      n = 10 * n + std::size_t(c - '0');
    }
    return n;
  }();
};

/// The mistake of asking for a part that is none: S has nothing of the name that the path goes on with, void
/// where the path is at its end.
template <class S, text Path>
struct no_part {
  template <class... M>
  static constexpr void list(sentence& s, list_of<M...>) {
    bool first = true;
    auto const add = [&](phrase name) {
      s.add(first ? "the members are " : ", ");
      s.add(name);
      first = false;
    };
    (add(M::name()), ...);
  }
  static constexpr sentence problem = [] {
    auto s = say("get<\"", phrase(Path), "\">(p): there is no such member; ");
    if constexpr (std::is_void_v<S>) s.add("the path goes on behind a variable");
    else if constexpr (HanaStruct<S>) list(s, members_of<S>{});
    else s.add("the elements are [0] to ["), s.add(int(std::tuple_size_v<S>) - 1), s.add("]");
    return s;
  }();
};

/// The part of S along a path; where there is none, the type in which it ends.
template <class S, text Prefix, text Path>
struct part_at {
  using ends_in = S;
};
template <class Part, text Rest>
struct part_behind {
  using ends_in = void;
};
template <class Part>
struct part_behind<Part, ""> : std::type_identity<Part> {};
template <class S, text Prefix, text Rest>
  requires(phrase(Rest).size() > 0)
struct part_behind<variables<S, Prefix>, Rest> : part_at<S, Prefix, Rest> {};

template <class S, class Members, text Prefix, text Path>
struct part_among {
  using ends_in = S;
};
template <class S, class M, class... More, text Prefix, text Path>
struct part_among<S, list_of<M, More...>, Prefix, Path> : part_among<S, list_of<More...>, Prefix, Path> {};
template <class S, class M, class... More, text Prefix, text Path>
  requires(phrase(M::name()) == path_head<Path>::head)
struct part_among<S, list_of<M, More...>, Prefix, Path>
    : part_behind<typename struct_part<typename M::type, member_name<Prefix, M::name()>()>::type,
                  path_head<Path>::rest> {};
template <HanaStruct S, text Prefix, text Path>
struct part_at<S, Prefix, Path> : part_among<S, members_of<S>, Prefix, Path> {};

template <class E, std::size_t N, text Prefix, text Path>
  requires(path_head<Path>::index < N)
struct part_at<std::array<E, N>, Prefix, Path>
    : part_behind<typename struct_part<E, element_name<Prefix, path_head<Path>::index>()>::type,
                  path_head<Path>::rest> {};

template <class S, text Prefix, text Path>
concept HasPart = requires {
  typename part_at<S, Prefix, Path>::type;
};

/// A part of a struct of variables by its path: a variable, or the variables of a struct or array within.
template <text Path, class S, text Prefix>
  requires HasPart<S, Prefix, Path>
constexpr typename part_at<S, Prefix, Path>::type get(variables<S, Prefix>) { return {}; }
template <text Path, class S, text Prefix>
  requires(!HasPart<S, Prefix, Path>)
auto get(variables<S, Prefix>) -> error<no_part<typename part_at<S, Prefix, Path>::ends_in, Path>>;
/// Element I of an array of variables.
template <std::size_t I, class E, std::size_t N, text Prefix>
  requires(I < N)
constexpr typename struct_part<E, element_name<Prefix, I>()>::type get(variables<std::array<E, N>, Prefix>) {
  return {};
}
template <std::size_t I, class E, std::size_t N, text Prefix>
  requires(I >= N)
auto get(variables<std::array<E, N>, Prefix>) -> error<no_part<std::array<E, N>, element_name<"", I>()>>;

}  // namespace tapeless::core
namespace tapeless {
using core::get;
}  // namespace tapeless
