// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/identity.hpp>
#include <tapeless/expression/number.hpp>

namespace tapeless {

/// What a call gives: the shape of its result, or that it cannot be.
struct outcome {
  tapeless::shape shape;
  element kind = element::real;
  bool fits = true;
  int vertices = 0;  ///< that it adds to a graph, about
  bool names = false;  ///< whether it names variables itself
};

/// The recipes of a call's operands without its options, and for each of both its place among them or -1.
template <std::size_t N>
struct inputs_of_call {
  recipe const* of[N + 1]{};
  int place[N + 1]{};
  int count = 0;
  constexpr explicit inputs_of_call(recipe const* const (&all)[N + 1]) {
    for (std::size_t i = 0; i < N; ++i) {
      place[i] = all[i]->arity < 0 ? -1 : count;
      if (all[i]->arity >= 0) of[count++] = all[i];
    }
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
constexpr outcome outcome_of(graph const& g, term y) {
  return {y.shape(), kind_of(y), !g.problem(), g.size(), g.sizes().names > 0};
}

/// What a node is made of: a stateless function of terms and operands, by which it enters graphs.
template <class F, std::uint64_t Key, class Operands, class Indices>
struct construction;
template <class F, std::uint64_t Key, class... Xs, std::size_t... I>
struct construction<F, Key, operands<Xs...>, std::index_sequence<I...>> : expression {
  static constexpr inputs_of_call<sizeof...(Xs)> inputs{{&Xs::how..., nullptr}};

  template <class X>
  static constexpr auto argument(term const* operands, int place) {
    if constexpr (Option<X>) return X{};
    else return operands[place];
  }
  /// The function applied to entered operands.
  static constexpr term apply(graph& g, term const* operands) {
    if constexpr ((Option<Xs> || ...)) return attached(g, F{}(argument<Xs>(operands, inputs.place[I])...));
    else return attached(g, F{}(operands[I]...));
  }
  static constexpr term rehearse(graph& g) {
    term operands[sizeof...(Xs) + 1];
    stand_in(g, inputs.of, inputs.count, operands);
    return apply(g, operands);
  }
  static constexpr outcome look() {
    graph g;
    return outcome_of(g, rehearse(g));
  }
  static constexpr outcome seen = look();
  static constexpr tapeless::shape shape = seen.shape;
  static constexpr element kind = seen.kind;

  static constexpr int growth() {
    if constexpr (requires { F::growth; }) return F::growth;
    else return 1;
  }
  static constexpr recipe how{Key,        inputs.count, inputs.of, apply, seen.shape, seen.kind, nullptr,
                              seen.vertices, growth(), seen.names};
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

template <class F, std::uint64_t Key, class Operands>
using construction_of = construction<F, Key, Operands, std::make_index_sequence<Operands::count>>;

/// A stateless function of terms applied to operands: an op, a composite or a traced lambda. Its operands
/// stand beside its type, which holds a hash of them: a type's name stays short, however large and however
/// shared the formula is. Types whose names may be those of others, such as lambdas', follow the hash. Two
/// calls of one hash would be two answers to `operands_of`, which is an error.
template <class F, std::uint64_t Key, class... Nameless>
struct node
    : construction_of<F, Key, decltype(operands_of(operands_of_node<node<F, Key, Nameless...>>{}))> {};

/// The types of an operand that a hash of names would not tell apart.
template <class X>
struct nameless_in : named_or_not<X> {};
template <class F, std::uint64_t Key, class... Nameless>
struct nameless_in<node<F, Key, Nameless...>> {
  using type = typename union_of<operands<Nameless...>, typename named_or_not<F>::type>::type;
};
/// The key of an operand in the hash.
template <class X>
constexpr std::uint64_t key_of() {
  if constexpr (Expression<X>) return X::how.key;
  else return name_hash<X>;
}

/// A call: its node, for which it says the operands.
template <class F, std::uint64_t Key, class Nameless>
struct node_type;
template <class F, std::uint64_t Key, class... Nameless>
struct node_type<F, Key, operands<Nameless...>> {
  using type = node<F, Key, Nameless...>;
};
template <class F, class... Xs>
struct record {
  static constexpr std::uint64_t hash_operands() {
    std::uint64_t h = name_hash<F>;
    if constexpr ((Option<Xs> || ...)) ((h = mix(h, key_of<Xs>())), ...);
    else ((h = mix(h, Xs::how.key)), ...);
    return h;
  }
  static constexpr std::uint64_t key = hash_operands();
  using type = typename node_type<F, key, typename union_of<typename nameless_in<Xs>::type...>::type>::type;
  friend constexpr auto operands_of(operands_of_node<type>) { return operands<Xs...>{}; }
};

/// The sentence of a call that cannot be.
template <class Node>
struct mistake {
  static constexpr sentence problem = [] {
    graph g;
    Node::rehearse(g);
    return g.problem();
  }();
};

/// What may stand in a call that builds a formula.
template <class X>
concept Argument = Expression<X> || Option<X> || IntegralConstant<X>;

template <class F, Argument... Xs>
using applied = typename record<F, lifted<Xs>...>::type;

template <class F, class... Xs>
concept Fits = (Argument<Xs> && ...) && (Expression<lifted<Xs>> || ...) && applied<F, Xs...>::seen.fits;
template <class F, class... Xs>
concept Misfit = (Argument<Xs> && ...) && (Expression<lifted<Xs>> || ...) && !applied<F, Xs...>::seen.fits;

/// What may stand in a call inside a rule, a composite or a traced function: an expression, too, such as
/// 2_c, a literal tensor or a variable.
template <class X>
concept Operand = std::same_as<X, term> || std::is_arithmetic_v<X> || Expression<X>;

template <class... Xs>
concept OnTerms = ((Operand<Xs> || Option<Xs>) && ...) && (std::same_as<Xs, term> || ...);

/// What a call gives: whatever F gives for terms, a type for expressions. None for a call that cannot be.
template <class F, class... Xs>
struct calling {};
template <class F, class... Xs>
  requires OnTerms<Xs...>
struct calling<F, Xs...> {
  using type = decltype(F{}(std::declval<std::conditional_t<Option<Xs>, Xs, term>>()...));
};
template <class F, class... Xs>
  requires Fits<F, Xs...>
struct calling<F, Xs...> {
  using type = applied<F, Xs...>;
};
/// The error of a call that cannot be. A class: an alias with constraints costs g++ a million instructions
/// wherever it is named.
template <class F, class... Xs>
struct rejecting {};
template <class F, class... Xs>
  requires Misfit<F, Xs...>
struct rejecting<F, Xs...> {
  using type = error<mistake<applied<F, Xs...>>>;
};

/// What a call of F gives, and the mistake of one that cannot be. An op's name is a function of the one and,
/// where it refuses anything, a declaration of the other. No object: `exp` would be ambiguous beside that of
/// <math.h>, and a user's local called `sum` would shadow it.
///     template <class... X>
///     constexpr called<sum_call, X...> sum(X... x) { return compose<sum_call>(x...); }
///     template <class... X>
///     rejected<sum_call, X...> sum(X...);
template <class F, class... Xs>
using called = typename calling<F, Xs...>::type;
template <class F, class... Xs>
using rejected = typename rejecting<F, Xs...>::type;

/// An operand of a call on terms: plain numbers and expressions enter the graph of the others.
template <Option X>
constexpr X entered(graph*, X x) {
  return x;
}
constexpr term entered(graph* owner, term x) {
  if (!owner) throw "an op needs at least one term of a formula; these are plain numbers";
  return attached(*owner, x);
}
template <Option X>
constexpr void note_owner(graph*&, X) {}
constexpr void note_owner(graph*& owner, term x) {
  if (x.owner) owner = x.owner;
}
/// Calls an op or a composite. On terms it extends their graph; on expressions it makes a type.
template <class F, class... Xs>
constexpr called<F, Xs...> compose(Xs... xs) {
  if constexpr (OnTerms<Xs...>) {
    graph* owner = nullptr;
    (note_owner(owner, xs), ...);
    return F{}(entered(owner, xs)...);
  } else {
    return {};
  }
}
/// The same as something to call; a call that cannot be returns the error that says why.
template <class F>
struct function {
  template <class... Xs>
  constexpr called<F, Xs...> operator()(Xs... xs) const {
    return compose<F>(xs...);
  }
  template <class... Xs>
  rejected<F, Xs...> operator()(Xs...) const;
};

}  // namespace tapeless
