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
};

/// What a node is made of: a stateless function of terms and operands, by which it enters graphs.
template <class F, std::uint64_t Key, class Operands>
struct construction;
template <class F, std::uint64_t Key, class... Xs>
struct construction<F, Key, operands<Xs...>> : expression {
  /// Of each operand, its number among those that are no options, from the left.
  struct placing {
    int of[sizeof...(Xs) + 1]{};
    int count = 0;
  };
  static constexpr placing number_operands() {
    placing p;
    int i = 0;
    ((p.of[i++] = Expression<Xs> ? p.count++ : -1), ...);
    return p;
  }
  static constexpr placing place = number_operands();

  template <class X>
  static constexpr auto argument(term const* operands, int place_of_x) {
    if constexpr (Option<X>) return X{};
    else return operands[place_of_x];
  }
  template <std::size_t... I>
  static constexpr term apply_to(graph& g, term const* operands, std::index_sequence<I...>) {
    return attached(g, F{}(argument<Xs>(operands, place.of[I])...));
  }
  /// The function applied to entered operands.
  static constexpr term apply(graph& g, term const* operands) {
    return apply_to(g, operands, std::make_index_sequence<sizeof...(Xs)>{});
  }
  template <class X>
  static constexpr void stand_in(graph& g, term*& next) {
    if constexpr (requires { X::value; }) *next++ = X::how.build(g, nullptr);
    else if constexpr (requires { X::known(g); }) *next++ = X::known(g);
    else if constexpr (Expression<X>)
      *next++ = make<placeholder_op<X::kind>>(g, X::shape, static_cast<long long>(X::how.key));
  }
  /// The same on stand-ins: numbers are themselves, all else is known by its shape.
  static constexpr term rehearse(graph& g) {
    term operands[sizeof...(Xs) + 1];
    term* next = operands;
    (stand_in<Xs>(g, next), ...);
    return apply(g, operands);
  }
  static constexpr outcome look() {
    graph g;
    term const y = rehearse(g);
    return {y.shape(), kind_of(y), !g.problem(), g.size()};
  }
  static constexpr outcome seen = look();
  static constexpr tapeless::shape shape = seen.shape;
  static constexpr element kind = seen.kind;

  static constexpr int growth() {
    if constexpr (requires { F::growth; }) return F::growth;
    else return 1;
  }

  struct recipes {
    recipe const* of[sizeof...(Xs) + 1]{};
  };
  template <class X>
  static constexpr void append(recipe const**& next) {
    if constexpr (Expression<X>) *next++ = &X::how;
  }
  static constexpr recipes collect() {
    recipes list;
    recipe const** next = list.of;
    (append<Xs>(next), ...);
    return list;
  }
  static constexpr recipes inputs = collect();
  static constexpr recipe how{Key, place.count, inputs.of, apply, seen.vertices, growth()};
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

/// A stateless function of terms applied to operands: an op, a composite or a traced lambda. Its operands stand
/// beside its type, which holds a hash of them: a type's name stays short, however large and however shared the
/// formula is. Types whose names may be those of others, such as lambdas', follow the hash.
template <class F, std::uint64_t Key, class... Nameless>
struct node : construction<F, Key, decltype(operands_of(operands_of_node<node<F, Key, Nameless...>>{}))> {};

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
    ((h = mix(h, key_of<Xs>())), ...);
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
  requires Misfit<F, Xs...>
using rejected = error<mistake<applied<F, Xs...>>>;

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
