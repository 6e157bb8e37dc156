// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/gradient.hpp>

namespace tapeless::core {

struct vjp_call {
  static constexpr phrase name = "vjp";
  static constexpr int growth = 4;
  constexpr term operator()(term f, term u, term x) const {
    if (f.shape() == u.shape()) return pullback(f, u, x);
    f.owner->refuse("vjp(f, u, x): the cotangent u must have the shape of f; f is ", f.shape(), ", u is ",
                    u.shape());
    return x;
  }
};
template <class F, class U, class X>
using pulled_back = applied<vjp_call, F, U, X>;

/// The vector-Jacobian product of f with a cotangent u of its shape, as a formula of the shape of x.
///     (∂f/∂x)ᵀ u = Σᵢ uᵢ ∂fᵢ/∂x      vjp(f, u, x)      gradient(f, x) is vjp(f, 1_c, x)
template <Expression F, Expression U, Variable X>
  requires(Mentions<F, X> && Fits<vjp_call, F, U, X>)
constexpr pulled_back<F, U, X> vjp(F, U, X) { return {}; }
/// By a struct of variables: evaluated to a struct of the same type.
template <Expression F, Expression U, SymbolTree X>
  requires(Mentions<F, X> && Fits<vjp_call, F, U, first_variable<X>>)
constexpr sole_formula<entry_by<vjp_call, X, F, U>> vjp(F, U, X) { return {}; }
/// By several variables, as formulas that share all work and are keyed by variable.
template <Expression F, Expression U, Symbol... Xs>
  requires(sizeof...(Xs) > 1 && Mentions<F, Xs...> && (Fits<vjp_call, F, U, first_variable<Xs>> && ...))
constexpr formulas_of<entry_by<vjp_call, Xs, F, U>...> vjp(F, U, Xs...) { return {}; }

template <Expression F, Expression U, Symbol X, Symbol... Xs>
  requires(Mentions<F, X, Xs...> && Misfit<vjp_call, F, U, first_variable<X>>)
auto vjp(F, U, X, Xs...) -> refused<pulled_back<F, U, first_variable<X>>>;
template <Expression F, Expression U, class... Xs>
auto vjp(F, U, Xs...)
    -> error_if<sizeof...(Xs) == 0 || !(Symbol<Xs> && ...), no_symbol<"vjp(f, u, x)", Xs...>>;
template <Expression F, Expression U, Symbol... Xs>
  requires Misses<F, Xs...>
auto vjp(F, U, Xs...) -> error<no_mention<"vjp(f, u, x)", F, Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::vjp;
}  // namespace tapeless
