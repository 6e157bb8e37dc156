// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/quotient.hpp>

namespace tapeless::core {
namespace exact {

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
  auto const same = [&](point const& at) {
    for (int i = 0; i < a.shape().size(); ++i)
      if (at.at(a.id)[i].whole() != at.at(b.id)[i].whole()) return false;
    return c.sound;
  };
  point at(g, c, seen, n.entries);
  for (int id = 0; id <= n.last; ++id)
    if (n(id)) at.compute(id);
  if (same(at)) return true;
  quotient_under_log const k = n.functions ? next_quotient(g, n, -1) : quotient_under_log{};
  if (k.log < 0) return false;
  point with(g, c, seen, n.entries);
  compute_with(k, g, n, c, at, with);
  return same(with);
}
constexpr bool are_equal(graph const& g, term a, term b) {
  if (a == b) return true;
  if (g.problem() || !(a.shape() == b.shape())) return false;
  term const both[]{a, b};
  needs const n(g, both, 2);
  if (n.price() > most_work) return false;
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

namespace on_expressions {

/// Whether two formulas have one value wherever both are defined, in exact arithmetic: a constant. It follows
/// the identities of docs/equality.md; what is equal for another reason counts as different.
template <Expression A, Expression B>
constexpr bool operator==(A, B) {
  return exact::equal_formulas<A, B>;
}
template <class A, class B>
plain_number<A, B> operator==(A, B);

}  // namespace on_expressions

}  // namespace tapeless::core
