// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/jvp.hpp>

namespace tapeless {

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
    return tangents_fit(f, "hvp(f, x, t, ...)", x, t, pairs...) ? gradient(slope_along(f, x, t, count), by)
                                                                : f;
  }
};

/// The Hessian of a scalar f times a tangent, without the Hessian: the gradient of ⟨∂f/∂x, t⟩.
///     H t = ∂/∂x ⟨∂f/∂x, t⟩      hvp(f, x, t)
template <Expression F, Variable X, Expression T>
  requires Fits<hvp_call, F, X, X, T>
constexpr applied<hvp_call, F, X, X, T> hvp(F, X, T) { return {}; }
template <Expression F, Variable X, Expression T>
  requires Misfit<hvp_call, F, X, X, T>
auto hvp(F, X, T) -> error<mistake<applied<hvp_call, F, X, X, T>>>;

struct gauss_newton_call {
  static constexpr phrase name = "gauss_newton";
  static constexpr int growth = 12;
  constexpr term operator()(term f, term x, term t) const {
    fixed<term, 1> by, along;
    if (!tangents_fit(f, "gauss_newton(f, x, t)", by, along, x, t)) return f;
    return pullback(f, pushforward(f, by, along, 1), x);
  }
};
/// The Gauss-Newton matrix of residuals f times a tangent, without the matrix.   Jᵀ J t, of the shape of x
template <Expression F, Variable X, Expression T>
  requires Fits<gauss_newton_call, F, X, T>
constexpr applied<gauss_newton_call, F, X, T> gauss_newton(F, X, T) { return {}; }
template <Expression F, Variable X, Expression T>
  requires Misfit<gauss_newton_call, F, X, T>
auto gauss_newton(F, X, T) -> error<mistake<applied<gauss_newton_call, F, X, T>>>;

}  // namespace tapeless
