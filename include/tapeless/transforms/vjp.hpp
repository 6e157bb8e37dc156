// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/gradient.hpp>

namespace tapeless {

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

/// The mistake of a derivative by something that is no variable.
template <class... Xs>
concept Variables = (Variable<Xs> && ...);

/// The vector-Jacobian product of f with a cotangent u of its shape, as a formula of the shape of x.
///     (∂f/∂x)ᵀ u = Σᵢ uᵢ ∂fᵢ/∂x      vjp(f, u, x)      gradient(f, x) is vjp(f, 1_c, x)
template <Expression F, Expression U, Variable X>
  requires Fits<vjp_call, F, U, X>
constexpr pulled_back<F, U, X> vjp(F, U, X) { return {}; }
/// The same by several variables, as formulas that share all work and are keyed by variable.
template <Expression F, Expression U, Variable... Xs>
  requires(sizeof...(Xs) > 1 && (Fits<vjp_call, F, U, Xs> && ...))
constexpr formulas_of<labelled<Xs, pulled_back<F, U, Xs>>...> vjp(F, U, Xs...) { return {}; }

template <Expression F, Expression U, Variable X, Variable... Xs>
  requires Misfit<vjp_call, F, U, X>
auto vjp(F, U, X, Xs...) -> error<mistake<pulled_back<F, U, X>>>;
template <Expression F, Expression U, class... Xs>
  requires(!Variable<Xs> || ...)
auto vjp(F, U, Xs...) -> error<no_variable<typename first_no_symbol<Xs...>::type>>;

}  // namespace tapeless
