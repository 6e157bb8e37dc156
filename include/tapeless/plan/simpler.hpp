// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/gradient_rule.hpp>
#include <tapeless/ops/unpool.hpp>
#include <tapeless/plan/assemble.hpp>
#include <tapeless/plan/remade.hpp>
#include <tapeless/plan/taken.hpp>

namespace tapeless::core {

/// A product whose sums have one term: entry by entry, it is part of a loop.
template <class List>
constexpr bool is_outer(List const& list, int id) {
  if (!list.template is<matmul_op>(id)) return false;
  shape const& a = list.shape(list.vertices[id].x[0]);
  return a[a.rank - 1] == 1;
}
/// The transpose of a product of matrices is one itself: (A B)ᵀ → Bᵀ Aᵀ.
template <class List>
constexpr bool is_transposed_product(List const& list, int id) {
  if (!is_matrix_transpose(list, id) || !list.template is<matmul_op>(list.vertices[id].x[0])) return false;
  shape const& s = list.shape(id);
  return s[s.rank - 1] > 1 && s[s.rank - 2] > 1;
}
/// A factor of an outer product, repeated: computed once, also where it is what one branch contributes.
constexpr term repeated(term x, shape const& to) {
  bool& whole = x.owner->over_entries;
  whole = true;
  term const y = broadcast_term(x, to);
  whole = false;
  return y;
}
/// Wᵀ g where the outer product g xᵀ is wanted too, as a gradient by W is: one loop over W makes both, in the
/// same order. Short rows have partial sums as products; of selected rows only these are read.
template <class List>
constexpr bool is_beside_outer(List const& list, int id) {
  if (!list.template is<matmul_op>(id) || !is_matrix_transpose(list, list.vertices[id].x[0])) return false;
  if (product_with_put(list, id) >= 0) return false;
  int const g = list.vertices[id].x[1], turned = list.vertices[id].x[0];
  shape const &s = list.shape(list.vertices[turned].x[0]), &column = list.shape(g);
  if (s.rank != 2 || s[0] == 1 || s[1] <= 16 || column[1] != 1) return false;
  for (int other = g + 1; other < list.size.vertices; ++other)
    if (list.vertices[other].x[0] == g && is_outer(list, other) && list.shape(other) == s) return true;
  return false;
}
/// Whether a vertex may become another one for loops.
template <class List>
constexpr bool has_simpler(List const& list, int id) {
  return list.vertices[id].op->simpler || list.template is<held_op>(id) || is_outer(list, id) ||
         is_transposed_product(list, id) || list.template is<overlap_op>(id) ||
         (list.vertices[id].op == &describe<matmul_op> && product_of_taken(list, id)) ||
         product_with_put(list, id) >= 0 ||
         (list.vertices[id].op == &describe<put_op> && put_of_product(list, id)) ||
         assembling<List>::wanted(list, id);
}

/// Enters a listing into a graph, with ops that have simpler ones for loops replaced by these: what softmax
/// and logsumexp share is then found, and their exponentials run in lanes.
template <class List>
constexpr void enter_simpler(List const& list, graph& g, sequence<term>& at) {
  assembling<List> assemble(list, at);
  for (int id = 0; id < list.size.vertices; ++id) {
    vertex v = list.vertices[id];
    term x[max_arity];
    for (int i = 0; i < v.arity; ++i) x[i] = at[v.x[i]], v.x[i] = x[i].id;
    term& y = at[id];
    if (v.op->simpler) y = v.op->simpler(list.shape(id), v.with, x[0]);
    else if (list.template is<held_op>(id)) y = x[0];
    else if (list.template is<reshape_op>(id)) y = reshape_op{}(x[0], list.shape(id));
    else if (list.template is<spread_op>(id)) {
      progression const p(v.with);
      y = spread_along(x[0], p, list.shape(id)[p.axis]);
    } else if (is_outer(list, id)) {
      y = entrywise<multiply_op>(repeated(x[0], list.shape(id)), repeated(x[1], list.shape(id)));
    } else if (is_beside_outer(list, id) && is<permute_op>(x[0])) {
      term const w = x[0].operand(0);
      y = sum_along(entrywise<multiply_op>(repeated(x[1], w.shape()), w), {0, 1});
      y = reshape_op{}(y, list.shape(id));
    } else if (is_transposed_product(list, id) && is<matmul_op>(x[0]) &&
               assemble.has_one_use(list.vertices[id].x[0])) {
      term const a = x[0].operand(0), b = x[0].operand(1);
      int const last = a.rank() - 1;
      y = make<matmul_op>(list.shape(id), 0, swap_axes(b, last - 1, last), swap_axes(a, last - 1, last));
    } else if (v.op == &describe<matmul_op> && product_of_taken(list, id)) {
      product_by_rows const taken = product_of_taken(list, id);
      vertex const& take = list.vertices[taken.selects];
      long long const with = take.with | (taken.transposed ? taken_product_op::transposed : 0);
      y = make<taken_product_op>(list.shape(id), with, at[take.x[0]], at[take.x[1]], x[1]);
    } else if (product_with_put(list, id) >= 0) {
      vertex const& put = list.vertices[product_with_put(list, id)];
      int const turned = list.vertices[list.vertices[id].x[0]].x[0];
      term const s = at[put.x[0]], w = at[turned], factor = at[put.x[1]];
      y = put.with == 0 && factor.extent(1) == 1
              ? make<taken_sum_op>(list.shape(id), 0, s, w, factor)
              : make<matmul_op>(list.shape(id), 0, swap_axes(take_op{}(s, w), 0, 1), factor);
    } else if (v.op == &describe<put_op>) {
      product_by_rows const put = put_of_product(list, id);
      bool const alone =
          put && assemble.has_one_use(put.product) && assemble.has_one_use(list.vertices[id].x[1]);
      int const* const factor = alone ? list.vertices[put.product].x : nullptr;
      y = alone ? make<put_product_op>(list.shape(id), v.with, x[0], at[factor[0]], at[factor[1]]) : g.add(v);
    } else if (list.template is<overlap_op>(id)) {
      y = unpooled(x[0], windowing(v.with), list.shape(id));
      if (!y.owner) y = g.add(v);
    } else if (term const joined = assemble(id); joined.owner) {
      y = joined;
    } else {
      y = g.add(v);
    }
  }
}

/// A listing in simpler ops.
struct simplifying {
  template <class List>
  static constexpr bool pays(List const& list) {
    for (int id = 0; id < list.size.vertices; ++id)
      if (has_simpler(list, id)) return true;
    return false;
  }
  template <class List>
  static constexpr void enter(List const& list, graph& g, sequence<term>& at) {
    enter_simpler(list, g, at);
  }
};

}  // namespace tapeless::core
