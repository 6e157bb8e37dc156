// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/node.hpp>

namespace tapeless::core {

/// What may stand in a call inside a rule, a composite or a traced function: an expression, too, such as
/// 2_c, a literal tensor or a variable.
template <class X>
concept Operand = std::same_as<X, term> || Expression<X> || std::is_arithmetic_v<X>;

template <class... Xs>
concept OnTerms = ((Operand<Xs> || Option<Xs>) && ...) && (std::same_as<Xs, term> || ...);

/// A number or a tensor, which has no place in a type.
template <class X>
concept Plain = !Argument<X> && (std::is_arithmetic_v<X> || requires { X::shape; });
/// A call of expressions with a plain value among them.
template <class F, class... Xs>
concept WithPlain = (Expression<Xs> || ...) && ((Argument<Xs> || Plain<Xs>) && ...) && (Plain<Xs> || ...);
template <class F, class... Xs>
struct plain_argument {
  static constexpr sentence problem = [] {
    constexpr bool plain[]{Plain<Xs>...}, number[]{std::is_arithmetic_v<Xs>...};
    int i = 0;
    while (!plain[i]) ++i;
    return say(called_name<F>(), "argument ", i + 1, " is ",
               number[i] ? "a plain number: write it as a literal, as in 2_c"
                         : "a tensor: a formula has a variable in its place, to which it is bound");
  }();
};

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
template <class F, class... Xs>
  requires WithPlain<F, Xs...>
struct rejecting<F, Xs...> {
  using type = error<plain_argument<F, Xs...>>;
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

/// The mistake of a call without its template argument: topk(x, 2) for topk<2>(x).
template <text Call, class X>
struct no_brackets {
  static constexpr sentence problem =
      say(phrase(Call), ": what stands in angle brackets is a constant of the call, and must be named there");
};

/// An operand of a call on terms: plain numbers and expressions enter the graph of the others.
template <Option X>
constexpr X entered(graph*, X x) {
  return x;
}
constexpr term entered(graph* owner, term x) {
  if (!owner) cannot_be("an op needs at least one term of a formula; these are plain numbers");
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

}  // namespace tapeless::core
