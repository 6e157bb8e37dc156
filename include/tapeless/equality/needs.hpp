// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/ops.hpp>

namespace tapeless::core::exact {

/// What terms of a graph need, in order, with the entries and the scalar operations of it.
struct needs {
  sequence<bool> vertex;
  int last = 0, entries = 0;
  long long work = 0;
  bool functions = false;  ///< there is more than arithmetic

  constexpr needs(graph const& g, term const* terms, int count) : vertex(g.size(), false) {
    for (int i = 0; i < count; ++i) {
      vertex[terms[i].id] = true;
      if (terms[i].id > last) last = terms[i].id;
    }
    for (int id = last; id >= 0; --id) {
      if (!vertex[id]) continue;
      tapeless::core::vertex const& v = g[id];
      for (int i = 0; i < v.arity; ++i) vertex[v.x[i]] = true;
      int const size = g.shape(v.shape).size();
      entries += size;
      work += v.op->elementwise || v.op->kind == element::same ? size : flops_of(g, v);
      functions = functions || !is_arithmetic(v);
    }
  }
  /// The work, where that of a function that is followed counts as eight.
  constexpr long long price() const { return work * (functions ? 8 : 1); }
  constexpr bool operator()(int id) const { return vertex[id]; }

  static constexpr long long flops_of(graph const& g, tapeless::core::vertex const& v) {
    call c;
    c.y = g.shape(v.shape);
    c.with = v.with;
    for (int i = 0; i < v.arity; ++i) c.x[i] = g.shape(g[v.x[i]].shape);
    return v.op->flops(c);
  }
  static constexpr bool is_arithmetic(tapeless::core::vertex const& v) {
    if (v.arity == 0 || v.op->kind == element::same) return true;
    for (operation const* op : {&describe<add_op>, &describe<multiply_op>, &describe<subtract_op>,
                                &describe<negate_op>, &describe<divide_op>, &describe<square_op>,
                                &describe<power_op>, &describe<sum_op>, &describe<matmul_op>})
      if (v.op == op) return true;
    return false;
  }
};

}  // namespace tapeless::core::exact
