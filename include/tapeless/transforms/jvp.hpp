// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/gradient_rule.hpp>
#include <tapeless/ops/reduce.hpp>
#include <tapeless/plan/reassociate.hpp>
#include <tapeless/transforms/vjp.hpp>

namespace tapeless::core {

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

/// f with its chains of matrix products bracketed as they will be evaluated. The product rule makes a sum of
/// chains of a chain, in which factors are common only where the brackets are: A' (B x) + A (B' x + B x').
constexpr term bracketed(term f) {
  reassociation{*f.owner}(&f, 1);
  return f;
}

/// Whether a term is made of x.
constexpr bool contains(term t, term x) {
  graph const& g = *t.owner;
  if (x.id > t.id) return false;
  sequence<bool> made(t.id + 1, false);
  for (int id = x.id; id <= t.id; ++id) {
    made[id] = id == x.id;
    for (int i = 0; i < g[id].arity; ++i) made[id] = made[id] || (g[id].x[i] >= 0 && made[g[id].x[i]]);
  }
  return made[t.id];
}
/// Tangents are directions, fixed however they were computed: no derivative goes through one that is made of
/// the variables themselves.
constexpr void fix_tangents(term const* x, term* t, int count) {
  for (int i = 0; i < count; ++i)
    for (int k = 0; k < count; ++k)
      if (contains(t[i], x[k])) t[i] = stop_gradient_op{}(t[i]);
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
    return tangents_fit(f, "jvp(f, x, t, ...)", x, t, pairs...) ? pushforward(bracketed(f), x, t, count) : f;
  }
};

template <class F, class... Xs>
using pushed_forward = typename call_on<jvp_call, typename turns_of<Xs...>::type, F>::type;

/// The Jacobian-vector product of f: its derivative along tangents, each of the shape of its variable, as a
/// formula of the shape of f. The tangent of a struct of variables is a struct of variables of the same type,
/// under another prefix, or a gradient by it.
///     Σ (∂f/∂x) t      jvp(f, x, t)      jvp(f, W, dW, x, dx)
template <Expression F, class... Xs>
  requires(sizeof...(Xs) > 0 && MentionsTurns<F, Xs...> && AllFit<pushed_forward<F, Xs...>>)
constexpr pushed_forward<F, Xs...> jvp(F, Xs...) { return {}; }
template <Expression F, class... Xs>
  requires(sizeof...(Xs) > 0 && MentionsTurns<F, Xs...> && !AllFit<pushed_forward<F, Xs...>>)
auto jvp(F, Xs...) -> refused<pushed_forward<F, Xs...>>;
template <Expression F, class... Xs>
  requires MissesTurns<F, Xs...>
auto jvp(F, Xs...)
    -> error<no_mention_among<"jvp(f, x, t, ...)", F, typename symbols_of_turns<Xs...>::type>>;

template <Expression F, class... Xs>
  requires(sizeof...(Xs) == 0 || !are_pairs<Xs...>)
auto jvp(F, Xs...) -> error<no_pairs<"jvp(f, x, t, ...)", Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::jvp;
}  // namespace tapeless
