// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/entries.hpp>
#include <tapeless/transforms/jvp.hpp>

namespace tapeless::core {

template <int N>
struct derivative_call {
  static constexpr phrase name = "derivative";
  static constexpr int growth = 4 << (N < 4 ? N : 4);
  constexpr term operator()(term f, term x) const {
    if (x.rank() != 0)
      f.owner->refuse(
          "derivative<n>(f, x): x must be a scalar; taylor<n>(f, x, t) is along a direction; x is ",
          x.shape());
    if (N < 0) f.owner->refuse("derivative<n>(f, x): the order is 0 or more; n is ", N);
    if (f.owner->problem()) return f;
    term const one = constant(*f.owner, 1);
    for (int order = 0; order < N; ++order) f = pushforward(bracketed(f), &x, &one, 1);
    return f;
  }
};
/// The n-th derivative of f, of any shape, by a scalar x.   dⁿf/dxⁿ      derivative<2>(f, x)
template <int N = 1, Expression F, Variable X>
  requires(Mentions<F, X> && Fits<derivative_call<N>, F, X>)
constexpr applied<derivative_call<N>, F, X> derivative(F, X) { return {}; }
template <int N = 1, Expression F, Variable X>
  requires(Mentions<F, X> && Misfit<derivative_call<N>, F, X>)
auto derivative(F, X) -> refused<applied<derivative_call<N>, F, X>>;
template <int N = 1, Expression F, Variable X>
  requires Misses<F, X>
auto derivative(F, X) -> error<no_mention<"derivative<n>(f, x)", F, X>>;
template <int N = 1, Expression F, class... Xs>
  requires(!OneVariable<Xs...>)
auto derivative(F, Xs...) -> error<no_variable<"derivative<n>(f, x)", Xs...>>;

template <int N>
struct taylor_call {
  static constexpr phrase name = "taylor";
  static constexpr int growth = 4 << (N < 4 ? N : 4);
  constexpr term operator()(term f, std::same_as<term> auto... pairs) const {
    constexpr int count = int(sizeof...(pairs) / 2);
    fixed<term, count> by, along;
    if (!tangents_fit(f, "taylor<n>(f, x, t)", by, along, pairs...)) return f;
    fix_tangents(by, along, count);
    if (N < 0 || f.rank() == max_rank) {
      f.owner->refuse("taylor<n>(f, x, t): n is 0 or more and f has less than 8 axes; n is ", N, ", f is ",
                      f.shape());
      return f;
    }
    shape all{N + 1};
    for (int axis = 0; axis < f.rank(); ++axis) all.append(f.extent(axis));
    sequence<term> coefficients;
    long double factor = 1;
    for (int order = 0; order <= N; ++order) {
      coefficients.push(multiply_op{}(constant(*f.owner, factor, f.shape()), f));
      factor /= order + 1;
      if (order < N) f = pushforward(bracketed(f), by, along, count);
    }
    return reshape_op{}(rows_of(coefficients), all);
  }
};
/// The coefficients of f(x + s t) as a polynomial in s, up to sⁿ: [n + 1, axes of f].
///     cₖ = (1/k!) dᵏ/dsᵏ f(x + s t) at s = 0      taylor<3>(f, x, t)
template <int N, Expression F, Variable X, Expression T>
  requires(Mentions<F, X> && Fits<taylor_call<N>, F, X, T>)
constexpr applied<taylor_call<N>, F, X, T> taylor(F, X, T) { return {}; }
template <int N, Expression F, Variable X, Expression T>
  requires(Mentions<F, X> && Misfit<taylor_call<N>, F, X, T>)
auto taylor(F, X, T) -> refused<applied<taylor_call<N>, F, X, T>>;
/// Along a struct of variables.
template <int N, Expression F, SymbolTree X, TangentOf<X> T>
  requires Mentions<F, X>
constexpr typename call_on<taylor_call<N>, typename turns_of<X, T>::type, F>::type taylor(F, X, T) {
  return {};
}
template <int N, Expression F, class... Xs>
  requires(!OnePair<Xs...>)
auto taylor(F, Xs...) -> error<no_pairs<"taylor<n>(f, x, t)", Xs...>>;
template <int N, Expression F, Symbol X, TangentOf<X> T>
  requires Misses<F, X>
auto taylor(F, X, T) -> error<no_mention<"taylor<n>(f, x, t)", F, X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::derivative, core::taylor;
}  // namespace tapeless
