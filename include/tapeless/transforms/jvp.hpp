// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/reduce.hpp>
#include <tapeless/transforms/vjp.hpp>

namespace tapeless {

/// (∂f/∂x) t by transposing the transpose: (∂f/∂x)ᵀ u is linear in u, so the derivative of ⟨(∂f/∂x)ᵀ u, t⟩ by
/// u is the product, and u itself is gone from it. One rule an op serves both directions.
constexpr term pushforward(term f, term const* x, term const* t, int count) {
  graph& g = *f.owner;
  term const u = make<placeholder_op<element::real>>(g, f.shape(), -1 - g.size());
  term total = zero(g, scalar);
  for (int i = 0; i < count; ++i)
    total = add_op{}(total, sum_call{}(multiply_op{}(pullback(f, u, x[i]), t[i])));
  return gradient(total, u);
}

/// Takes variables and their tangents, which come by turns, apart; whether the tangents have their shapes.
template <std::same_as<term>... Pairs>
constexpr bool tangents_fit(term f, phrase call, term* x, term* t, Pairs... pairs) {
  term const all[]{pairs...};
  for (int i = 0; i < int(sizeof...(Pairs) / 2); ++i) {
    x[i] = all[2 * i];
    t[i] = all[2 * i + 1];
    if (x[i].shape() == t[i].shape()) continue;
    f.owner->refuse(call, ": a tangent must have the shape of its variable; x is ", x[i].shape(), ", t is ",
                    t[i].shape());
    return false;
  }
  return true;
}

struct jvp_call {
  static constexpr phrase name = "jvp";
  static constexpr int growth = 6;
  /// f, then x and its tangent by turns.
  constexpr term operator()(term f, std::same_as<term> auto... pairs) const {
    constexpr int count = int(sizeof...(pairs) / 2);
    fixed<term, count> x, t;
    return tangents_fit(f, "jvp(f, x, t, ...)", x, t, pairs...) ? pushforward(f, x, t, count) : f;
  }
};

/// Whether a list is variables and formulas by turns.
template <class... Xs>
inline constexpr bool are_pairs = sizeof...(Xs) == 0;
template <class X, class T, class... More>
inline constexpr bool are_pairs<X, T, More...> = Variable<X> && Expression<T> && are_pairs<More...>;

/// The Jacobian-vector product of f: its derivative along tangents, each of the shape of its variable, as a
/// formula of the shape of f.
///     Σ (∂f/∂x) t      jvp(f, x, t)      jvp(f, W, dW, x, dx)
template <Expression F, class... Xs>
  requires(sizeof...(Xs) > 0 && are_pairs<Xs...> && Fits<jvp_call, F, Xs...>)
constexpr applied<jvp_call, F, Xs...> jvp(F, Xs...) { return {}; }
template <Expression F, class... Xs>
  requires(sizeof...(Xs) > 0 && are_pairs<Xs...> && Misfit<jvp_call, F, Xs...>)
auto jvp(F, Xs...) -> error<mistake<applied<jvp_call, F, Xs...>>>;

struct no_pairs {
  static constexpr sentence problem =
      say("jvp(f, x, t, ...): after f come variables and their tangents by turns");
};
template <Expression F, class... Xs>
  requires(sizeof...(Xs) == 0 || !are_pairs<Xs...>)
auto jvp(F, Xs...) -> error<no_pairs>;

}  // namespace tapeless
