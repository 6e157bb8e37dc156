// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/number.hpp>

namespace tapeless {

/// What a call gives: the shape of its result, or that it cannot be.
struct outcome {
  tapeless::shape shape;
  element kind = element::real;
  bool fits = true;
  int vertices = 0;  ///< that it adds to a graph, about
};

/// A stateless function of terms applied to operands: an op, a composite or a traced lambda. Operands are
/// values, not types, so that argument-dependent lookup stops at the first level of a shared tree.
template <class F, auto... Xs>
struct node : expression {
  /// Of each operand, its number among those that are no options, from the left.
  struct placing {
    int of[sizeof...(Xs) + 1]{};
    int count = 0;
  };
  static constexpr placing number_operands() {
    placing p;
    int i = 0;
    ((p.of[i++] = Expression<type_of<Xs>> ? p.count++ : -1), ...);
    return p;
  }
  static constexpr placing place = number_operands();

  template <auto X>
  static constexpr auto argument(term const* operands, int place_of_x) {
    if constexpr (Option<type_of<X>>) return X;
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
  /// The same on stand-ins: numbers are themselves, all else is known by its shape.
  static constexpr term rehearse(graph& g) {
    term operands[sizeof...(Xs) + 1];
    int i = 0;
    auto const enter = [&](auto x) {
      using X = decltype(x);
      if constexpr (requires { X::value; }) operands[i++] = X::how.build(g, nullptr);
      else if constexpr (requires { X::known(g); }) operands[i++] = X::known(g);
      else if constexpr (Expression<X>)
        operands[i++] = make<placeholder_op<X::kind>>(g, X::shape, static_cast<long long>(X::how.key));
    };
    (enter(Xs), ...);
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

  /// About how many vertices the whole formula has: a first guess at the room that its listing needs.
  static constexpr int count_vertices() {
    int total = seen.vertices;
    auto const count = [&](auto x) {
      if constexpr (requires { x.vertices; }) total += x.vertices;
    };
    (count(Xs), ...);
    if constexpr (requires { F::growth; }) total *= F::growth;
    return total < 100'000 ? total : 100'000;
  }
  static constexpr int vertices = count_vertices();

  struct recipes {
    recipe const* of[sizeof...(Xs) + 1]{};
    std::uint64_t key = sizeof...(Xs);
  };
  static constexpr recipes collect() {
    recipes list;
    int i = 0;
    if constexpr (requires { F::name; }) list.key = hash(F::name);
    auto const append = [&](auto x) {
      if constexpr (Expression<decltype(x)>) {
        list.of[i++] = &decltype(x)::how;
        list.key = mix(list.key, decltype(x)::how.key);
      }
    };
    (append(Xs), ...);
    return list;
  }
  static constexpr recipes inputs = collect();
  static constexpr recipe how{inputs.key, place.count, inputs.of, apply};
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
using applied = node<F, lift(Xs{})...>;

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
