// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/transforms/gradient.hpp>
#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>

namespace tapeless {

/// A struct that its user has adapted with Boost.Hana.
template <class S>
concept HanaStruct = boost::hana::Struct<S>::value;

/// The name of a member, with the prefix of its set in front: "layer" and "W" make "layer.W".
template <text Prefix, class Name>
constexpr auto member_name() {
  constexpr phrase prefix = Prefix, name = Name::c_str();
  text<prefix.size() + (prefix.empty() ? 0 : 1) + name.size() + 1> t;
  std::size_t i = 0;
  for (char c : prefix) t.characters[i++] = c;
  if (!prefix.empty()) t.characters[i++] = '.';
  for (char c : name) t.characters[i++] = c;
  return t;
}

/// The variable and the scalar type that a member's type stands for: a tensor's, or a number's of rank 0.
template <text Name, class M>
struct member_type;
template <text Name, std::floating_point T>
struct member_type<Name, T> {
  using variable = tapeless::variable<Name>;
  using scalar = T;
  template <class M>
  static constexpr auto data(M& number) {
    return &number;
  }
};
template <text Name, std::floating_point T, std::size_t... E>
struct member_type<Name, tensor<T, E...>> {
  using variable = tapeless::variable<Name, E...>;
  using scalar = T;
  template <class M>
  static constexpr auto data(M& entries) {
    return entries.data();
  }
};

/// A member of an adapted struct, from Hana's pair of its name and its accessor.
template <class S, text Prefix, class Pair>
struct member {
  using name = std::remove_cvref_t<decltype(boost::hana::first(std::declval<Pair>()))>;
  using accessor = std::remove_cvref_t<decltype(boost::hana::second(std::declval<Pair>()))>;
  using type = member_type<member_name<Prefix, name>(),
                           std::remove_cvref_t<decltype(accessor{}(std::declval<S&>()))>>;
  using variable = typename type::variable;
  using scalar = typename type::scalar;
  static constexpr auto data(auto& s) { return type::data(accessor{}(s)); }
};
template <class... Members>
struct member_list {
  static constexpr int count = sizeof...(Members);
  using scalar = typename nth<0, Members...>::scalar;
  static_assert((std::is_same_v<scalar, typename Members::scalar> && ...),
                "variables<Struct>: all members must have one scalar type");
  static constexpr bound_variable names[]{{Members::variable::name, Members::variable::shape}...};
};
template <class S, text Prefix>
struct collect_members {
  template <class... Pairs>
  constexpr member_list<member<S, Prefix, Pairs>...> operator()(Pairs const&...) const {
    return {};
  }
};
template <class S, text Prefix>
using members_of = decltype(boost::hana::unpack(boost::hana::accessors<S>(), collect_members<S, Prefix>{}));

template <HanaStruct S, text Prefix = "">
struct variables;

/// A struct of variables beside a struct of values, for one call of evaluate.
template <class S, class Members>
class struct_binding;
template <class S, class... Members>
class struct_binding<S, member_list<Members...>> {
  using scalar = typename member_list<Members...>::scalar;
  scalar const* entries_[sizeof...(Members)];

public:
  using value_type = scalar;
  static constexpr int count = sizeof...(Members);
  static constexpr auto& variables = member_list<Members...>::names;

  constexpr explicit struct_binding(S const& values) : entries_{Members::data(values)...} {}
  struct_binding(struct_binding const&) = delete;
  struct_binding& operator=(struct_binding const&) = delete;
  constexpr scalar const* data(int i) const { return entries_[i]; }
};

template <class Found, text Name, class... Members>
struct find_member {
  using type = Found;
};
template <text Name, class M, class... Members>
struct find_member<void, Name, M, Members...>
    : find_member<std::conditional_t<phrase(M::name::c_str()) == phrase(Name),
                                     typename M::variable, void>,
                  Name, Members...> {};

/// The members of a struct of tensors and numbers, adapted with BOOST_HANA_DEFINE_STRUCT or
/// BOOST_HANA_ADAPT_STRUCT, as variables. They are called like the members, behind a prefix where two structs
/// appear in one formula.
///     constexpr variables<layer> p;               constexpr variables<layer, "second"> q;
///     matmul(get<"W">(p), x)                      the variable called W
///     layer g = evaluate(gradient(loss, p), p = values, x = v);
template <HanaStruct S, text Prefix>
struct variables {
  using members = members_of<S, Prefix>;

  template <std::same_as<S> Values>
  constexpr struct_binding<S, members> operator=(Values const& values) const {
    return struct_binding<S, members>(values);
  }
  constexpr variables() = default;
  constexpr variables(variables const&) = default;
  variables& operator=(variables const&) = delete;
};

template <text Name, class... Members>
constexpr auto get_member(member_list<Members...>) {
  using found = typename find_member<void, Name, Members...>::type;
  static_assert(!std::is_void_v<found>, "get<name>(variables): the struct has no member of this name");
  return found{};
}
/// The variable that a member stands for.
template <text Name, HanaStruct S, text Prefix>
constexpr auto get(variables<S, Prefix>) {
  return get_member<Name>(members_of<S, Prefix>{});
}

/// The gradient by a struct of variables: a struct of the same type.
template <class Struct, class Variables, class F, class Members>
struct labelled_struct;
template <class S, class Variables, class F, class... Members>
struct labelled_struct<S, Variables, F, member_list<Members...>> {
  using key = Variables;
  using formula =
      formulas_of<labelled<typename Members::variable, gradient_formula<F, typename Members::variable>>...>;
  using leaves = list_of<gradient_formula<F, typename Members::variable>...>;
};
template <class F, class S, text Prefix>
struct gradient_entry<F, variables<S, Prefix>>
    : std::type_identity<labelled_struct<S, variables<S, Prefix>, F, members_of<S, Prefix>>> {};

template <class S, class Variables, class F, class... Members, class T>
struct result_of<labelled_struct<S, Variables, F, member_list<Members...>>, T> {
  static_assert(std::is_same_v<T, typename member_list<Members...>::scalar>,
                "gradient(f, struct): the values must have the scalar type of the struct's members");
  using type = S;
  static constexpr int count = sizeof...(Members), beside = 0;
  [[gnu::always_inline]] static constexpr void expose(S& value, T*, T** out) {
    ((*out++ = Members::data(value)), ...);
  }
  [[gnu::always_inline]] static constexpr void finish(S&, T const*) {}
};

}  // namespace tapeless

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
