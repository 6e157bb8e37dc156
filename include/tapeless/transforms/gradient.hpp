// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/differentiate.hpp>
#include <tapeless/expression/formulas.hpp>

namespace tapeless {

struct gradient_call {
  static constexpr phrase name = "gradient";
  static constexpr int growth = 4;
  constexpr term operator()(term f, term x) const { return gradient(f, x); }
};

/// The mistake of a gradient by something that is no variable.
template <class X>
struct no_variable {
  static constexpr sentence problem = [] {
    auto s = say("gradient(f, x): x must be a variable, or a struct of variables; it is ");
    if constexpr (requires { X::shape; }) s.add("a formula of shape "), s.add(X::shape);
    else s.add("no formula");
    return s;
  }();
};

template <class F, class X>
using gradient_formula = applied<gradient_call, F, X>;

/// What a result of gradient and value_and_gradient is for one x: its key and its formulas. Struct variables
/// add theirs.
template <class F, class X>
struct gradient_entry;
template <class F, Variable X>
struct gradient_entry<F, X> : std::type_identity<labelled<X, gradient_formula<F, X>>> {};

template <class X>
concept Symbol = requires { typename gradient_entry<number<0, 0>, X>::type; };
template <class F>
concept Scalar = Expression<F> && F::shape.rank == 0;

/// ∂f/∂x of a scalar formula, as a formula of the shape of x.
template <Scalar F, Variable X>
constexpr gradient_formula<F, X> gradient(F, X) {
  return {};
}
/// The gradient by a struct of variables: evaluated to a struct of the same type.
template <Scalar F, Symbol X>
  requires(!Variable<X>)
constexpr sole_formula<typename gradient_entry<F, X>::type> gradient(F, X) {
  return {};
}
/// ∂f/∂x of a scalar formula for several variables, as formulas that share all work and are keyed by
/// variable.
///     auto [dW, dx] = evaluate(gradient(loss, W, x), W = w, x = v);
template <Scalar F, Symbol... Xs>
  requires(sizeof...(Xs) > 1)
constexpr formulas_of<typename gradient_entry<F, Xs>::type...> gradient(F, Xs...) {
  return {};
}
/// The value of f and its gradients in one program that shares all work.
///     auto [value, dW, dx] = evaluate(value_and_gradient(loss, W, x), W = w, x = v);
template <Scalar F, Symbol... Xs>
constexpr formulas_of<labelled<F, F>, typename gradient_entry<F, Xs>::type...> value_and_gradient(F, Xs...) {
  return {};
}

// The mistakes: f is no scalar, x is no variable.
template <Expression F>
struct no_scalar {
  static constexpr sentence problem =
      say("gradient(f, x): f must be a scalar, so that each entry of x has one derivative; f is ", F::shape);
};
template <class... Xs>
struct first_no_symbol {};
template <class X, class... Xs>
struct first_no_symbol<X, Xs...> : first_no_symbol<Xs...> {};
template <class X, class... Xs>
  requires(!Symbol<X>)
struct first_no_symbol<X, Xs...> : std::type_identity<X> {};

template <Expression F, class... Xs>
  requires(!Scalar<F>)
auto gradient(F, Xs...) -> error<no_scalar<F>>;
template <Scalar F, class... Xs>
  requires(!Symbol<Xs> || ...)
auto gradient(F, Xs...) -> error<no_variable<typename first_no_symbol<Xs...>::type>>;
template <Expression F, class... Xs>
  requires(!Scalar<F>)
auto value_and_gradient(F, Xs...) -> error<no_scalar<F>>;
template <Scalar F, class... Xs>
  requires(!Symbol<Xs> || ...)
auto value_and_gradient(F, Xs...) -> error<no_variable<typename first_no_symbol<Xs...>::type>>;

}  // namespace tapeless
