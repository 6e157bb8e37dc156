// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/identity.hpp>
#include <tapeless/expression/number.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The recipes of a call's operands without its options.
template <std::size_t N>
struct inputs_of_call {
  recipe const* of[N + 1]{};
  int count = 0;
  constexpr explicit inputs_of_call(recipe const* const (&all)[N + 1]) {
    for (std::size_t i = 0; i < N; ++i)
      if (all[i]->arity >= 0) of[count++] = all[i];
  }
};
/// Stands for operands where a call is rehearsed: numbers are themselves, all else is known by its shape.
constexpr void stand_in(graph& g, recipe const* const* operands, int count, term* to) {
  for (int i = 0; i < count; ++i) {
    recipe const& r = *operands[i];
    auto const key = static_cast<long long>(r.key);
    if (r.known) to[i] = r.known(g);
    else if (r.kind == element::index) to[i] = make<placeholder_op<element::index>>(g, r.shape, key);
    else if (r.kind == element::truth) to[i] = make<placeholder_op<element::truth>>(g, r.shape, key);
    else to[i] = make<placeholder_op<element::real>>(g, r.shape, key);
  }
}

/// A call's function applied to stand-ins.
template <std::size_t N>
constexpr term rehearse(graph& g, inputs_of_call<N> const& inputs, term (*apply)(graph&, term const*)) {
  term operands[N + 1];
  stand_in(g, inputs.of, inputs.count, operands);
  return apply(g, operands);
}
/// What is known of a call by rehearsing it: the shape of its result, or that it cannot be.
template <std::size_t N>
constexpr recipe rehearsed(std::uint64_t key, inputs_of_call<N> const& inputs,
                           term (*apply)(graph&, term const*), int growth) {
  graph g;
  term const y = rehearse(g, inputs, apply);
  bool const names = g.sizes().names > 0, fits = !g.problem();
  return {key, inputs.count, inputs.of, apply, y.shape(), kind_of(y), nullptr, g.size(), growth, names, fits};
}
/// How many times as many vertices a function makes of those of its operands.
template <class F>
inline constexpr int growth_of = 1;
template <class F>
  requires requires { F::growth; }
inline constexpr int growth_of<F> = F::growth;

/// How the sentence of a mistake begins: with the name of what was called, where it has one.
template <class F>
constexpr sentence called_name() {
  if constexpr (requires { F::call; }) return say(phrase(F::call), ": ");
  else if constexpr (requires { F::name; }) return say(phrase(F::name), ": ");
  else return {};
}

inline constexpr phrase returns_no_formula =
    "a function of terms must return a term; this one returns nothing, or something else";
/// What a user's function of terms returns, in their graph, where what it returns is a term.
template <class F>
constexpr term returned(graph& g, std::same_as<term> auto... x) {
  if constexpr (requires { attached(g, F{}(x...)); }) return attached(g, F{}(x...));
  else {
    g.refuse(called_name<F>(), returns_no_formula);
    return constant(g, 0);
  }
}

/// A function applied to entered operands, terms, and to options: the same for all calls of one form.
template <class F, class Indices, class... Xs>
struct application;
template <class F, std::size_t... I, class... Xs>
struct application<F, std::index_sequence<I...>, Xs...> {
  /// How many operands stand before one.
  static constexpr int place(std::size_t one) {
    bool const is_operand[]{std::is_same_v<Xs, term>...};
    int before = 0;
    for (std::size_t i = 0; i < one; ++i) before += is_operand[i];
    return before;
  }
  template <class X>
  static constexpr auto argument(term const* operands, int place) {
    if constexpr (Option<X>) return X{};
    else return operands[place];
  }
  static constexpr term refuse(graph& g, term operand) {
    if constexpr (requires { F{}(std::declval<Xs const&>()...); }) {
      g.refuse(called_name<F>(), returns_no_formula);
      return operand;
    }
    constexpr int count = (0 + ... + std::is_same_v<Xs, term>), options = int(sizeof...(Xs)) - count;
    g.refuse(called_name<F>(), "it does not take ", count, count == 1 ? " operand" : " operands",
             options == 0 ? "" : options == 1 ? " and this option" : " and these options");
    return operand;
  }
  static constexpr term apply(graph& g, term const* operands) {
    if constexpr (!requires { attached(g, F{}(std::declval<Xs const&>()...)); })
      return refuse(g, operands[0]);
    else if constexpr ((Option<Xs> || ...)) return attached(g, F{}(argument<Xs>(operands, place(I))...));
    else return attached(g, F{}(operands[I]...));
  }
};

/// An argument as all calls of one form have it: an option, or a term.
template <bool IsOption>
struct argument_form {
  template <class X>
  using of = term;
};
template <>
struct argument_form<true> {
  template <class X>
  using of = X;
};
template <class X>
using form_of = typename argument_form<Option<X>>::template of<X>;

/// What a node is made of: a stateless function of terms and operands, by which it enters graphs.
template <class F, std::uint64_t Key, class Operands>
struct construction;
template <class F, std::uint64_t Key, class... Xs>
struct construction<F, Key, operands<Xs...>> {
  static constexpr inputs_of_call<sizeof...(Xs)> inputs{{&Xs::how..., nullptr}};
  using application =
      core::application<F, std::make_index_sequence<sizeof...(Xs)>, form_of<Xs>...>;
  static constexpr recipe how = rehearsed(Key, inputs, application::apply, growth_of<F>);
};

/// Where a node's operands are said: the record of the call that makes it defines the answer.
template <class Node>
struct operands_of_node {
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"  // one function for each node is what is meant
#endif
  friend constexpr auto operands_of(operands_of_node);
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
};

/// A stateless function of terms applied to operands: an op, a composite or a traced lambda. Its operands
/// stand beside its type, which holds a hash of them: a type's name stays short, however large and however
/// shared the formula is. Types whose names may be those of others, such as lambdas', follow the hash. Two
/// calls of one hash would be two answers to `operands_of`, which is an error.
template <class F, std::uint64_t Key, class... Nameless>
struct node : expression {
  // No base: debug information would name it, and its operands, with every node.
  using construction = core::construction<F, Key, decltype(operands_of(operands_of_node<node>{}))>;
  using application = typename construction::application;
  static constexpr auto const& inputs = construction::inputs;
  static constexpr auto const& how = construction::how;
  static constexpr tapeless::core::shape shape = how.shape;
  static constexpr element kind = how.kind;
};

/// The types of an operand that a hash of names would not tell apart.
template <class X>
struct nameless_in : named_or_not<X> {};
template <class F, std::uint64_t Key, class... Nameless>
struct nameless_in<node<F, Key, Nameless...>>
    : union_of<operands<Nameless...>, typename named_or_not<F>::type> {};

/// A hash of a call: of its function, of which arguments are options, of its operands.
template <std::size_t N>
constexpr std::uint64_t hash_of_call(std::uint64_t function, std::uint64_t options,
                                     std::uint64_t const (&operands)[N]) {
  std::uint64_t h = mix(function, options);
  for (std::uint64_t key : operands) h = mix(h, key);
  return h;
}
/// A call: its node, for which it says the operands.
template <class F, class... Xs>
struct record {
  static constexpr std::uint64_t key =
      hash_of_call(name_hash<F>, name_hash<operands<form_of<Xs>...>>, {Xs::how.key...});
  using type = typename union_of<typename nameless_in<Xs>::type...>::type::template node_of<F, key>;
  friend constexpr auto operands_of(operands_of_node<type>) { return operands<Xs...>{}; }
};

/// The sentence of a call that cannot be.
template <class Node>
struct mistake {
  static constexpr sentence problem = [] {
    graph g;
    rehearse(g, Node::inputs, Node::application::apply);
    return g.problem();
  }();
};

/// The error of a call that cannot be; none of one that can: clang looks at the constraint of a function
/// after its return type, and would rehearse every call again to compose no sentence.
template <class Node>
struct refusal {};
template <class Node>
  requires(!Node::how.fits)
struct refusal<Node> {
  using type = error<mistake<Node>>;
};
template <class Node>
using refused = typename refusal<Node>::type;

/// What may stand in a call that builds a formula.
template <class X>
concept Argument = Expression<X> || Option<X> || IntegralConstant<X>;

template <class F, Argument... Xs>
using applied = typename record<F, lifted<Xs>...>::type;

template <class F, class... Xs>
concept Fits = (Argument<Xs> && ...) && (Expression<lifted<Xs>> || ...) && applied<F, Xs...>::how.fits;
template <class F, class... Xs>
concept Misfit = (Argument<Xs> && ...) && (Expression<lifted<Xs>> || ...) && !applied<F, Xs...>::how.fits;

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
