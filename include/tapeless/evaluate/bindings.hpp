// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/program.hpp>
#include <tapeless/expression/formulas.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// A variable, or a struct of variables, beside its value.
template <class B>
concept Binding = requires(B const& b) {
  B::variables[0].name;
  b.data(0);
};

/// The program of an expression or of several formulas.
template <class... Lists>
struct program_over;
template <class... Fs>
struct program_over<list_of<Fs...>> : std::type_identity<program<Fs...>> {};
template <class... A, class... B, class... Rest>
struct program_over<list_of<A...>, list_of<B...>, Rest...> : program_over<list_of<A..., B...>, Rest...> {};
template <class... Entries>
using program_of_entries = typename program_over<typename Entries::leaves...>::type;

/// The bindings of one call, as one list of names.
template <class... Bs>
struct bound {
  static constexpr int count = (0 + ... + Bs::count);
  struct names {
    fixed<bound_variable, count> at{};
  };
  static constexpr names all() {
    names n;
    int i = 0;
    [[maybe_unused]] auto const append = [&](auto const& variables) {
      for (auto const& v : variables) n.at[i++] = v;
    };
    (append(Bs::variables), ...);
    return n;
  }
  static constexpr names list = all();
  static constexpr int find(phrase name) {
    for (int i = 0; i < count; ++i)
      if (list.at[i].name == name) return i;
    return -1;
  }
};

/// The mistake that a call of evaluate makes with its bindings, if any.
template <class Program, class... Bs>
constexpr sentence check_bindings() {
  using all = bound<Bs...>;
  constexpr auto const& list = Program::list;
  for (int i = 0; i < all::count; ++i)
    if (all::find(all::list.at[i].name) != i)
      return say("evaluate(f, ...): the variable ", all::list.at[i].name, " is bound twice");
  for (int id = 0; id < list.size.vertices; ++id) {
    if (!list.template is<variable_op>(id)) continue;
    phrase const name = list.names[list.vertices[id].with];
    int const i = all::find(name);
    if (i < 0)
      return say("evaluate(f, ...): the variable ", name, " of shape ", list.shape(id), " is not bound");
    if (!(all::list.at[i].shape == list.shape(id)))
      return say("evaluate(f, ...): the variable ", name, " is ", list.shape(id), " in the formula, but ",
                 all::list.at[i].shape, " where it is bound");
  }
  return {};
}

/// For each variable of a program, in order, its place among the bindings.
template <class Program, class... Bs>
struct matching {
  struct table {
    fixed<int, Program::list.size.names> of{};
    int count = 0;
  };
  static constexpr table match() {
    table t;
    for (int id = 0; id < Program::list.size.vertices; ++id)
      if (Program::list.template is<variable_op>(id))
        t.of[t.count++] = bound<Bs...>::find(Program::list.names[Program::list.vertices[id].with]);
    return t;
  }
  static constexpr table places = match();
};

/// The scalar type of an evaluation: that of the first binding of real numbers, or double.
template <class... Bs>
struct scalar_of_bindings : std::type_identity<double> {};
template <class B, class... Bs>
struct scalar_of_bindings<B, Bs...> : scalar_of_bindings<Bs...> {};
template <class B, class... Bs>
  requires std::floating_point<typename B::value_type>
struct scalar_of_bindings<B, Bs...> : std::type_identity<typename B::value_type> {};
template <class B, class T>
inline constexpr bool suits =
    std::same_as<typename B::value_type, T> || std::integral<typename B::value_type>;

/// How many whole numbers a binding brings, which are converted.
template <class B>
constexpr int converted() {
  if constexpr (std::integral<typename B::value_type>) return B::variables[0].shape.size();
  else return 0;
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
