// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/differentiate.hpp>
#include <tapeless/ops/concat.hpp>

namespace tapeless::core {

/// Entry i of x, counted row-major, as a scalar.
constexpr term entry_of(term x, int i) {
  return reshape_op{}(slice_along(flatten_call{}(x), {0, i, 1}, 1), scalar);
}
/// The tensor whose entry i is 1. The others are zeros by structure: products with them vanish.
constexpr term unit_tensor(graph& g, shape const& s, int i) {
  return reshape_op{}(spread_along(constant(g, 1, shape{1}), {0, i, 1}, s.size()), s);
}
/// Terms of one size as the rows of a matrix.
constexpr term rows_of(sequence<term> const& terms) {
  sequence<term> rows;
  for (term const& t : terms) rows.push(reshape_op{}(t, shape{1, t.shape().size()}));
  return concat_along(rows.begin(), rows.size(), 0);
}
/// The shape of every derivative of y by x: the axes of y, then those of x; none where that is too many.
constexpr bool joined(shape const& y, shape const& x, shape& both) {
  if (y.rank + x.rank > max_rank) return false;
  both = y;
  for (int axis = 0; axis < x.rank; ++axis) both.append(x[axis]);
  return true;
}

/// Scalar operations that the vertices behind a term take.
constexpr long long work(term t) {
  graph const& g = *t.owner;
  sequence<bool> all_needed(t.id + 1);
  bool* const needed = all_needed.entries;
  vertex const* const all = g.vertices.entries;
  needed[t.id] = true;
  long long total = 0;
  for (int id = t.id; id >= 0; --id)
    if (needed[id] && all[id].arity > 0) {
      vertex const& v = all[id];
      call c;
      c.y = g.shape(v.shape);
      c.with = v.with;
      for (int i = 0; i < v.arity; ++i) needed[v.x[i]] = true, c.x[i] = g.shape(all[v.x[i]].shape);
      total += v.op->elementwise ? c.y.size() : v.op->flops(c);
    }
  return total;
}

}  // namespace tapeless::core
