// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/jvp.hpp>

namespace tapeless::core {

/// The derivative of a scalar f along tangents: Σ ⟨∂f/∂x, t⟩ over pairs x, t.
constexpr term slope_along(term f, term const* x, term const* t, int count) {
  term total = zero(*f.owner, scalar);
  for (int i = 0; i < count; ++i) total = add_op{}(total, sum_call{}(multiply_op{}(gradient(f, x[i]), t[i])));
  return total;
}

struct hvp_call {
  static constexpr phrase name = "hvp";
  static constexpr int growth = 12;
  constexpr term operator()(term f, term by, std::same_as<term> auto... pairs) const {
    constexpr int count = int(sizeof...(pairs) / 2);
    fixed<term, count> x, t;
    if (f.rank() != 0) {
      f.owner->refuse("hvp(f, x, t): f must be a scalar; f is ", f.shape());
      return f;
    }
    if (!tangents_fit(f, "hvp(f, x, t, ...)", x, t, pairs...)) return f;
    fix_tangents(x, t, count);
    return gradient(slope_along(bracketed(f), x, t, count), by);
  }
};

/// The Hessian of a scalar f times a tangent, without the Hessian: the gradient of ⟨∂f/∂x, t⟩.
///     H t = ∂/∂x ⟨∂f/∂x, t⟩      hvp(f, x, t)
template <Expression F, Variable X, Expression T>
  requires(Mentions<F, X> && Fits<hvp_call, F, X, X, T>)
constexpr applied<hvp_call, F, X, X, T> hvp(F, X, T) { return {}; }
template <Expression F, Variable X, Expression T>
  requires(Mentions<F, X> && Misfit<hvp_call, F, X, X, T>)
auto hvp(F, X, T) -> refused<applied<hvp_call, F, X, X, T>>;

/// The slope of a scalar f along pairs of variables and tangents, whose gradient is the product.
struct slope_call {
  static constexpr phrase name = "slope";
  static constexpr int growth = 6;
  constexpr term operator()(term f, std::same_as<term> auto... pairs) const {
    constexpr int count = int(sizeof...(pairs) / 2);
    fixed<term, count> x, t;
    if (!tangents_fit(f, "hvp(f, x, t, ...)", x, t, pairs...)) return f;
    fix_tangents(x, t, count);
    return slope_along(bracketed(f), x, t, count);
  }
};
template <class F, class X, class T>
using slope_of = typename call_on<slope_call, typename turns_of<X, T>::type, F>::type;
/// By a struct of variables and along one of the same type: evaluated to a struct of this type.
template <Scalar F, SymbolTree X, TangentOf<X> T>
  requires Mentions<F, X>
constexpr sole_formula<entry_by<gradient_call, X, slope_of<F, X, T>>> hvp(F, X, T) { return {}; }

template <Expression F, SymbolTree X, TangentOf<X> T>
  requires(!Scalar<F>)
auto hvp(F, X, T) -> error<no_scalar<"hvp(f, x, t)", F>>;
template <Expression F, class... Xs>
  requires(!OnePair<Xs...>)
auto hvp(F, Xs...) -> error<no_pairs<"hvp(f, x, t)", Xs...>>;
template <Expression F, Symbol X, TangentOf<X> T>
  requires(Misses<F, X> && (Variable<X> || Scalar<F>))
auto hvp(F, X, T) -> error<no_mention<"hvp(f, x, t)", F, X>>;

struct gauss_newton_call {
  static constexpr phrase name = "gauss_newton";
  static constexpr int growth = 12;
  constexpr term operator()(term f, term x, term t) const {
    fixed<term, 1> by, along;
    if (!tangents_fit(f, "gauss_newton(f, x, t)", by, along, x, t)) return f;
    return pullback(f, pushforward(bracketed(f), by, along, 1), x);
  }
};
/// The Gauss-Newton matrix of residuals f times a tangent, without the matrix.   Jᵀ J t, of the shape of x
template <Expression F, Variable X, Expression T>
  requires(Mentions<F, X> && Fits<gauss_newton_call, F, X, T>)
constexpr applied<gauss_newton_call, F, X, T> gauss_newton(F, X, T) { return {}; }
template <Expression F, Variable X, Expression T>
  requires(Mentions<F, X> && Misfit<gauss_newton_call, F, X, T>)
auto gauss_newton(F, X, T) -> refused<applied<gauss_newton_call, F, X, T>>;
/// By a struct of variables and along one of the same type: evaluated to a struct of this type.
template <Expression F, SymbolTree X, TangentOf<X> T>
  requires Mentions<F, X>
constexpr sole_formula<entry_by<vjp_call, X, F, pushed_forward<F, X, T>>> gauss_newton(F, X, T) { return {}; }
template <Expression F, class... Xs>
  requires(!OnePair<Xs...>)
auto gauss_newton(F, Xs...) -> error<no_pairs<"gauss_newton(f, x, t)", Xs...>>;
template <Expression F, Symbol X, TangentOf<X> T>
  requires Misses<F, X>
auto gauss_newton(F, X, T) -> error<no_mention<"gauss_newton(f, x, t)", F, X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::hvp, core::gauss_newton;
}  // namespace tapeless
