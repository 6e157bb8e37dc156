// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/plan/rewrite.hpp>

namespace tapeless::core {

/// The sum of the rows of a product is a product itself, of one row: Σᵢ (A B)ᵢ → (Σᵢ Aᵢ) B, and so with
/// columns, A (Σⱼ Bⱼ). Derivatives by what is repeated along an axis are such sums. Values change by rounding
/// only.
class summed_products {
  static constexpr term product_below(term x) {
    while (is<reshape_op>(x)) x = x.operand(0);
    return x;
  }

public:
  constexpr explicit summed_products(results_of const&) {}
  /// Whether a graph has sums of products at all.
  static constexpr bool may_apply(graph const& g) {
    vertex const* const all = g.vertices.entries;
    for (int id = 0; id < g.size(); ++id) {
      if (all[id].op != &describe<sum_op>) continue;
      int x = all[id].x[0];
      while (all[x].op == &describe<reshape_op>) x = all[x].x[0];
      if (all[x].op == &describe<matmul_op>) return true;
    }
    return false;
  }
  constexpr term operator()(term t, term const* x, term const*) const {
    if (!is<sum_op>(t)) return {};
    term const product = product_below(x[0]);
    if (!is<matmul_op>(product)) return {};
    run_of_axes const run(t->with);
    shape const &summed = x[0].shape(), &s = product.shape();
    int const row = s.rank - 2, column = s.rank - 1, m = s[row], n = s[column], count = s.size() / (m * n);
    int const before = run.before(summed), length = run.length(summed), after = run.after(summed);
    bool const rows = before == count && after == n && length == m, all = before == count && after == 1,
               columns = before == count * m && after == 1;
    if (!rows && !all && !columns) return {};
    term a = product.operand(0), b = product.operand(1);
    if (!columns) a = sum_along(a, {row, column});
    if (!rows) b = sum_along(b, {column, column + 1});
    return reshape_op{}(matmul_op{}(a, b), t.shape());
  }
};
/// Puts products of sums behind the results, if that makes fewer operations of all of them.
constexpr void sum_before_products(graph& g, sequence<term>& terms) {
  if (!summed_products::may_apply(g)) return;
  results_of results(g, terms.begin(), terms.count);
  rewrite<summed_products>(results, [](term) { return 1ll; });  // it leaves elementwise ops as they are
  terms = static_cast<sequence<term>&&>(results.terms);
}

}  // namespace tapeless::core
