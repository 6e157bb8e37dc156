// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/entries.hpp>
#include <tapeless/transforms/gradient.hpp>

namespace tapeless::core {

/// Σᵢ ∂fᵢ/∂xᵢ for f of the shape of x.
constexpr term trace_of_jacobian(term f, term x) {
  term total = zero(*f.owner, scalar);
  for (int i = 0; i < x.shape().size(); ++i)
    total = add_op{}(total, entry_of(gradient(entry_of(f, i), x), i));
  return total;
}

struct divergence_call {
  static constexpr phrase name = "divergence";
  static constexpr int growth = 8;
  constexpr term operator()(term f, term x) const {
    if (f.shape() == x.shape()) return trace_of_jacobian(f, x);
    f.owner->refuse("divergence(f, x): f and x must have one shape; f is ", f.shape(), ", x is ", x.shape());
    return f;
  }
};
struct laplacian_call {
  static constexpr phrase name = "laplacian";
  static constexpr int growth = 12;
  constexpr term operator()(term f, term x) const {
    if (f.rank() == 0) return trace_of_jacobian(gradient(f, x), x);
    f.owner->refuse("laplacian(f, x): f must be a scalar; f is ", f.shape());
    return f;
  }
};
/// The divergence of a field f of the shape of x.   Σᵢ ∂fᵢ/∂xᵢ
template <Expression F, Variable X>
  requires(Mentions<F, X> && Fits<divergence_call, F, X>)
constexpr applied<divergence_call, F, X> divergence(F, X) { return {}; }
template <Expression F, Variable X>
  requires(Mentions<F, X> && Misfit<divergence_call, F, X>)
auto divergence(F, X) -> refused<applied<divergence_call, F, X>>;
template <Expression F, Variable X>
  requires Misses<F, X>
auto divergence(F, X) -> error<no_mention<"divergence(f, x)", F, X>>;
template <Expression F, class... Xs>
  requires(!OneVariable<Xs...>)
auto divergence(F, Xs...) -> error<no_variable<"divergence(f, x)", Xs...>>;
/// The Laplacian of a scalar f.   Σᵢ ∂²f/∂xᵢ²
template <Expression F, Variable X>
  requires(Mentions<F, X> && Fits<laplacian_call, F, X>)
constexpr applied<laplacian_call, F, X> laplacian(F, X) { return {}; }
template <Expression F, Variable X>
  requires(Mentions<F, X> && Misfit<laplacian_call, F, X>)
auto laplacian(F, X) -> refused<applied<laplacian_call, F, X>>;
template <Expression F, Variable X>
  requires Misses<F, X>
auto laplacian(F, X) -> error<no_mention<"laplacian(f, x)", F, X>>;
template <Expression F, class... Xs>
  requires(!OneVariable<Xs...>)
auto laplacian(F, Xs...) -> error<no_variable<"laplacian(f, x)", Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::divergence, core::laplacian;
}  // namespace tapeless
