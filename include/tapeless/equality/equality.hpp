// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/point.hpp>

namespace tapeless::core {
namespace exact {

/// What two terms need, in order, with the entries and the scalar operations of it.
struct needs {
  sequence<bool> vertex;
  int last = 0, entries = 0;
  long long work = 0;
  bool functions = false;  ///< there is more than arithmetic

  constexpr needs(graph const& g, term a, term b) : vertex(g.size(), false) {
    vertex[a.id] = vertex[b.id] = true;
    last = a.id > b.id ? a.id : b.id;
    for (int id = last; id >= 0; --id) {
      if (!vertex[id]) continue;
      tapeless::core::vertex const& v = g[id];
      call c;
      c.y = g.shape(v.shape);
      c.with = v.with;
      for (int i = 0; i < v.arity; ++i) vertex[v.x[i]] = true, c.x[i] = g.shape(g[v.x[i]].shape);
      entries += c.y.size();
      work += v.op->elementwise || v.op->kind == element::same ? c.y.size() : v.op->flops(c);
      functions = functions || !is_arithmetic(v);
    }
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

/// Up to this much work two formulas are compared at a point, above it as graphs. A scalar operation counts
/// as one, and as eight where functions have to be followed: either takes less than half of what clang
/// evaluates for one constant.
inline constexpr long long most_work = 160'000;

/// Whether two terms of one graph agree at a point of the two fields.
constexpr bool agree(graph const& g, term a, term b, needs const& n, bool by_value) {
  calculus c;
  c.exponents = n.functions;
  c.by_value = by_value;
  sequence<operation const*> seen;
  point at(g, c, seen, n.entries);
  for (int id = 0; id <= n.last; ++id)
    if (n.vertex[id]) at.compute(id);
  for (int i = 0; i < a.shape().size(); ++i)
    if (at.at(a.id)[i].whole() != at.at(b.id)[i].whole()) return false;
  return c.sound;
}
constexpr bool are_equal(graph const& g, term a, term b) {
  if (a == b) return true;
  if (g.problem() || !(a.shape() == b.shape())) return false;
  needs const n(g, a, b);
  if (n.work * (n.functions ? 8 : 1) > most_work) return false;
  return agree(g, a, b, n, false) || (n.functions && agree(g, a, b, n, true));
}

/// An evaluation of its own for each pair.
template <class A, class B>
inline constexpr bool equal_formulas = [] {
  graph g;
  lowering enter{g};
  term const a = enter(&A::how);
  return are_equal(g, a, enter(&B::how));
}();

}  // namespace exact

/// Whether two formulas have one value wherever both are defined, in exact arithmetic: a constant. It follows
/// the identities of docs/equality.md; what is equal for another reason counts as different.
template <Expression A, Expression B>
constexpr bool operator==(A, B) {
  return exact::equal_formulas<A, B>;
}
template <class A, class B>
plain_number<A, B> operator==(A, B);

}  // namespace tapeless::core
