// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/differentiate.hpp>
#include <tapeless/transforms/mention.hpp>

namespace tapeless::core {

struct gradient_call {
  static constexpr phrase name = "gradient";
  static constexpr int growth = 4;
  constexpr term operator()(term f, term x) const { return gradient(f, x); }
};

template <class F, class X>
using gradient_formula = applied<gradient_call, F, X>;
/// What a result of gradient and value_and_gradient is for one x: its key and its formulas.
template <class F, class X>
using gradient_entry = entry_by<gradient_call, X, F>;

template <class F>
concept Scalar = Expression<F> && F::shape.rank == 0;

/// ∂f/∂x of a scalar formula, as a formula of the shape of x. Here and in every derivative, x must be a
/// variable that the formula mentions; of a struct of variables it may leave out some, whose derivatives are
/// zero.
template <Scalar F, Variable X>
  requires Mentions<F, X>
constexpr gradient_formula<F, X> gradient(F, X) {
  return {};
}
/// The gradient by a struct of variables: evaluated to a struct of the same type.
template <Scalar F, SymbolTree X>
  requires Mentions<F, X>
constexpr sole_formula<gradient_entry<F, X>> gradient(F, X) {
  return {};
}
/// ∂f/∂x of a scalar formula for several variables, as formulas that share all work and are keyed by
/// variable.
///     auto [dW, dx] = evaluate(gradient(loss, W, x), W = w, x = v);
template <Scalar F, Symbol... Xs>
  requires(sizeof...(Xs) > 1 && Mentions<F, Xs...>)
constexpr formulas_of<gradient_entry<F, Xs>...> gradient(F, Xs...) {
  return {};
}
/// The value of f and its gradients in one program that shares all work.
///     auto [value, dW, dx] = evaluate(value_and_gradient(loss, W, x), W = w, x = v);
template <Scalar F, Symbol... Xs>
  requires Mentions<F, Xs...>
constexpr formulas_of<labelled<F, F>, gradient_entry<F, Xs>...> value_and_gradient(F, Xs...) {
  return {};
}

// The mistakes: f is no scalar, x is no variable, or none of f.
template <Expression F, class... Xs>
auto gradient(F, Xs...) -> error_if<!Scalar<F>, no_scalar<"gradient(f, x)", F>>;
template <class F, class... Xs>
auto gradient(F, Xs...)
    -> error_if<Scalar<F> && (sizeof...(Xs) == 0 || !(Symbol<Xs> && ...)),
                no_symbol<"gradient(f, x)", Xs...>>;
template <Scalar F, Symbol... Xs>
  requires Misses<F, Xs...>
auto gradient(F, Xs...) -> error<no_mention<"gradient(f, x)", F, Xs...>>;
template <Expression F, class... Xs>
auto value_and_gradient(F, Xs...) -> error_if<!Scalar<F>, no_scalar<"value_and_gradient(f, x)", F>>;
template <class F, class... Xs>
auto value_and_gradient(F, Xs...)
    -> error_if<Scalar<F> && !(Symbol<Xs> && ...), no_symbol<"value_and_gradient(f, x)", Xs...>>;
template <Scalar F, Symbol... Xs>
  requires Misses<F, Xs...>
auto value_and_gradient(F, Xs...) -> error<no_mention<"value_and_gradient(f, x)", F, Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::Scalar, core::gradient, core::value_and_gradient;
}  // namespace tapeless
