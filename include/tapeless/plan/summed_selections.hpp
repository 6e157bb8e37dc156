// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/select.hpp>
#include <tapeless/plan/rewrite.hpp>

namespace tapeless::core {

/// The sum of what is computed from few selected entries needs no order among them, for an elementwise f:
/// Σ f(S x) → Σ where(selected, f(x), 0). Gradients ask which are selected too. Values change by rounding
/// only.
class summed_selections {
  /// The selection that leads to a term through elementwise operations, or none.
  static constexpr term selection_below(term t) {
    while (!is<take_op>(t)) {
      if (t->arity == 0 || !(is<reshape_op>(t) || t->op->elementwise)) return {};
      t = t.operand(t->arity > 1 && t.operand(0)->arity == 0);
    }
    return t.operand(0);
  }

public:
  constexpr explicit summed_selections(results_of const&) {}
  static constexpr bool may_apply(graph const& g) {
    vertex const* const all = g.vertices.entries;
    int const size = g.size();
    for (int id = 0; id < size; ++id)
      if (all[id].op == &describe<take_op>) return true;
    return false;
  }
  constexpr term operator()(term t, term const* x, term const*) const {
    if (!is<sum_op>(t) || t.shape().size() > 1) return {};
    term const s = selection_below(x[0]);
    if (!s.owner || !may_be_masked(s) || s.extent(0) < 2) return {};
    shape const entries{s.extent(1)};
    int budget = 16;
    term const f = put_op::untaken(x[0], s, entries, budget);
    if (!f.owner || x[0].shape().size() != s.extent(0)) return {};
    term const selected = where_op{}(make<selected_op>(entries, 0, s), f, zero(*t.owner, entries));
    return reshape_op{}(sum_along(selected, {0, 1}), t.shape());
  }
};
/// Sums selected entries where they are, if that makes fewer operations of all results.
constexpr void sum_selected_in_place(graph& g, sequence<term>& terms) {
  if (!summed_selections::may_apply(g)) return;
  results_of results(g, terms.begin(), terms.count);
  rewrite<summed_selections>(results, [](term) { return 1ll; });
  terms = static_cast<sequence<term>&&>(results.terms);
}

}  // namespace tapeless::core
