// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/power.hpp>

namespace tapeless {

/// What a term needs of its graph, and how often each vertex is used.
struct usage {
  sequence<int> uses;  ///< 0 where a vertex is not needed
  constexpr explicit usage(term f) : uses(f.id + 1, 0) {
    graph const& g = *f.owner;
    uses[f.id] = 1;
    for (int id = f.id; id >= 0; --id)
      if (uses[id] > 0)
        for (int i = 0; i < g[id].arity; ++i) ++uses[g[id].x[i]];
  }
};

/// What one entry of an elementwise op costs, in additions: about what it takes on current processors.
constexpr long long price_of_entry(term t) {
  if (is<divide_op>(t)) return 4;
  if (is<power_op>(t)) return 3;
  return t->arity == 1 && !is<negate_op>(t) && !is<square_op>(t) ? 16 : 1;
}
constexpr long long price(term f) {
  usage const needed(f);
  long long total = 0;
  for (int id = 0; id <= f.id; ++id) {
    term const t(f.owner, id);
    if (needed.uses[id] == 0 || t->arity == 0) continue;
    call c;
    c.y = t.shape();
    c.with = t->with;
    for (int i = 0; i < t->arity; ++i) c.x[i] = t.operand(i).shape();
    total += t->op->elementwise ? c.y.size() * price_of_entry(t) : t->op->flops(c);
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

/// A term of which every vertex was offered to a rule, operands first: rule(t, x) is another term for t with
/// its operands replaced by x, or an empty one. The cheaper of both is kept.
constexpr term rewritten(term f, auto& rule) {
  usage const needed(f);
  sequence<term> now(f.id + 1);
  for (int id = 0; id <= f.id; ++id) {
    if (needed.uses[id] == 0) continue;
    term const t(f.owner, id);
    term x[max_arity];
    for (int i = 0; i < t->arity; ++i) x[i] = now[t->x[i]];
    term const other = rule(t, x, now.begin());
    now[id] = other.owner ? other : on_operands(t, x);
  }
  term const y = now[f.id];
  return price(y) < price(f) ? y : f;
}

}  // namespace tapeless
