// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>
#include <tapeless/plan/computed_once.hpp>
#include <tapeless/plan/factor.hpp>
#include <tapeless/plan/price.hpp>
#include <tapeless/plan/reciprocal.hpp>
#include <tapeless/plan/reuse.hpp>

namespace tapeless::core {

/// What of formulas, and again of their entries where they are written out, is computed once or not at all.
constexpr void rewrite_entries(graph& g, term* all, int count) {
  results_of results(g, all, count);
  rewrite<computed_once>(results, price_of_entry);
  for (int i = 0; i < count; ++i) all[i] = results.terms[i];
}
/// Rewrites formulas together. The graph keeps the last ones: all of several share the work.
constexpr void remember(graph& g, term const* all, int count) {
  results_of results(g, all, count);
  rewrite<computed_once>(results, price_of_entry);
  rewrite<reused_values>(results, price_of_entry);
  rewrite<factoring>(results, price_of_entry);
  rewrite<reciprocals>(results, price_of_entry);
  g.rewritten.entries = rewrite_entries;
  g.rewritten.from.clear();
  g.rewritten.to.clear();
  for (int i = 0; i < count; ++i) {
    g.rewritten.from.push(all[i].id);
    g.rewritten.to.push(results.terms[i].id);
  }
}

/// The I-th of several formulas that are computed together.
template <int I>
struct fast_call {
  static constexpr phrase name = "fast";
  static constexpr int growth = 2;
  constexpr term operator()(std::same_as<term> auto... formulas) const {
    constexpr int count = sizeof...(formulas);
    term const all[]{formulas...};
    graph& g = *all[0].owner;
    if (g.problem()) return all[I];
    bool known = g.rewritten.from.count == count;
    for (int i = 0; known && i < count; ++i) known = g.rewritten.from[i] == all[i].id;
    if (!known) remember(g, all, count);
    return {&g, g.rewritten.to[I]};
  }
};
template <class Indices, class... Entries>
struct fast_formulas;
template <std::size_t... I, class... Keys, class... Fs>
struct fast_formulas<std::index_sequence<I...>, labelled<Keys, Fs>...>
    : std::type_identity<formulas_of<labelled<Keys, applied<fast_call<int(I)>, Fs...>>...>> {};

/// The same formula with less work: equal in exact arithmetic, not in the last bits, nor where an operand is
/// infinite or a step overflows. Evaluation alone never does this; so it is said, for one formula or several:
///     evaluate(fast(gradient(loss, W)), W = w, x = v)
/// What has one value is computed once, and what is 0 in exact arithmetic not at all, by the identities of
/// docs/equality.md: a + b - a is b. Shared factors are taken out of sums, polynomials follow Horner's
/// scheme, quotients by one denominator share its reciprocal, and the slopes of tanh and sigmoid come from
/// their values, so that in the tails they are accurate to an ulp of 1 rather than of themselves. Each is
/// done where it counts fewer operations.
template <Expression F>
constexpr applied<fast_call<0>, F> fast(F) {
  return {};
}
template <class... Keys, Expression... Fs>
constexpr typename fast_formulas<std::index_sequence_for<Fs...>, labelled<Keys, Fs>...>::type fast(
    formulas_of<labelled<Keys, Fs>...>) {
  return {};
}

}  // namespace tapeless::core
namespace tapeless {
using core::fast;
}  // namespace tapeless
