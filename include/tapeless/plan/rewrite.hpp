// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/op.hpp>

namespace tapeless::core {

/// Terms of one graph that are computed together.
struct results_of {
  graph& owner;
  sequence<term> terms;
  constexpr results_of(graph& g, term const* first, int count) : owner(g) {
    for (int i = 0; i < count; ++i) terms.push(first[i]);
  }
  constexpr int last() const {
    int id = 0;
    for (term const& t : terms)
      if (t.id > id) id = t.id;
    return id;
  }
};
/// What results need of their graph, and how often each vertex is used.
struct usage {
  sequence<int> uses;  ///< 0 where a vertex is not needed
  constexpr explicit usage(results_of const& results) : uses(results.last() + 1, 0) {
    graph const& g = results.owner;
    for (term const& t : results.terms) ++uses[t.id];
    for (int id = uses.count; id-- > 0;)
      if (uses[id] > 0)
        for (int i = 0; i < g[id].arity; ++i) ++uses[g[id].x[i]];
  }
};

/// What results cost, of whose elementwise ops `price_of_entry` says the price of one entry.
constexpr long long price_of_results(results_of const& results, long long (*price_of_entry)(term)) {
  usage const needed(results);
  long long total = 0;
  for (int id = 0; id < needed.uses.count; ++id) {
    term const t(&results.owner, id);
    if (needed.uses[id] == 0 || t->arity == 0) continue;
    if (t->op->elementwise) {
      total += t.shape().size() * price_of_entry(t);
      continue;
    }
    call c;
    c.y = t.shape();
    c.with = t->with;
    for (int i = 0; i < t->arity; ++i) c.x[i] = t.operand(i).shape();
    total += t->op->flops(c);
  }
  return total;
}

/// A vertex once more, on other operands: an elementwise op by its identities.
constexpr term on_operands(term t, term const* x) {
  vertex v = *t;
  bool same = true;
  for (int i = 0; i < v.arity; ++i) same = same && v.x[i] == x[i].id, v.x[i] = x[i].id;
  if (same) return t;
  return v.op->again ? v.op->again(x, v.with) : t.owner->add(v);
}

/// Offers every vertex behind results to a rule, operands first: rule(t, x, now) is another term for t with
/// its operands replaced by x, or an empty one. Results become the others if together they cost less.
template <class Rule>
constexpr void rewrite(results_of& results, long long (*price_of_entry)(term)) {
  Rule const rule(results);
  usage const needed(results);
  sequence<term> now(needed.uses.count);
  for (int id = 0; id < needed.uses.count; ++id) {
    if (needed.uses[id] == 0) continue;
    term const t(&results.owner, id);
    term x[max_arity];
    for (int i = 0; i < t->arity; ++i) x[i] = now[t->x[i]];
    term const other = rule(t, x, now.begin());
    now[id] = other.owner ? other : on_operands(t, x);
  }
  results_of others(results.owner, results.terms.begin(), results.terms.count);
  for (term& t : others.terms) t = now[t.id];
  if (price_of_results(others, price_of_entry) < price_of_results(results, price_of_entry))
    results.terms = static_cast<sequence<term>&&>(others.terms);
}

}  // namespace tapeless::core
