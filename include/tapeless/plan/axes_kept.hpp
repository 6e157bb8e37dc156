// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/plan/strides.hpp>

namespace tapeless::core {

/// How a vertex depends on rows: not at all, row by row along one of its axes, as a sum over them, or
/// otherwise.
struct row_role {
  enum what_t { single, rows, summed, behind } what = single;
  int axis = -1;
  unsigned repeats = 0;  ///< bit i: operand i is the same in every row, and is asked for a few of them
};

/// Where an axis goes in a reshape: to one of equal length with as many entries before it; else -1.
constexpr int reshaped_axis(shape const& from, shape const& to, int axis) {
  int const before = run_of_axes::product(from, 0, axis);
  for (int b = 0; b < to.rank; ++b)
    if (to[b] == from[axis] && run_of_axes::product(to, 0, b) == before) return b;
  return -1;
}
/// The axis of the operand that an axis of a vertex comes from; -1 where it is made by repeating, or has no
/// single one.
template <class List>
constexpr int axis_below(List const& list, int id, int axis) {
  vertex const& v = list.vertices[id];
  if (v.op == &describe<permute_op>) return order{v.with}[axis];
  if (v.op == &describe<reshape_op>) return reshaped_axis(list.shape(id), list.shape(v.x[0]), axis);
  if (v.op == &describe<slice_op>) return progression(v.with).axis == axis ? -1 : axis;
  if (v.op == &describe<broadcast_op>) {
    run_of_axes const run(v.with);
    return run.first <= axis && axis < run.last ? -1 : axis;
  }
  return -1;
}

/// What becomes of every vertex where variables with `length` rows are taken a few rows at a time.
template <class List>
class row_roles {
  List const& list_;
  int length_;

public:
  sequence<row_role> of;
  sequence<bool> needed;     ///< single, and rows need it
  sequence<bool> passed_on;  ///< of these: computed
  sequence<bool> put_out;    ///< made from rows, and read behind them
  bool sound = true;
  long long entries = 0;  ///< that are computed row by row

  constexpr row_roles(List const& list, int length)
      : list_(list), length_(length), of(list.size.vertices, row_role{}), needed(list.size.vertices, false),
        passed_on(list.size.vertices, false), put_out(list.size.vertices, false) {
    for (int id = 0; id < list.size.vertices; ++id) {
      of[id] = role(id);
      if (is_made_within(id) && has_rows(id)) entries += list.shape(id).size();
    }
    for (int id = list.size.vertices; id-- > 0;) note_needs(id);
    for (int id = 0; id < list.size.vertices; ++id)
      passed_on[id] = needed[id] && !list.is_leaf(id) && !moves_nothing(list.vertices[id].op);
    for (int id = 0; id < list.size.vertices; ++id)
      for (int i = 0; i < list.vertices[id].arity && of[id].what == row_role::behind; ++i)
        put(list.vertices[id].x[i]);
    for (int r : list.results) put(r);
  }
  constexpr bool has_rows(int id) const { return of[id].what == row_role::rows; }
  /// Whether it is computed strip by strip, and lies somewhere itself.
  constexpr bool is_made_within(int id) const {
    if (of[id].what == row_role::summed) return true;
    return has_rows(id) && !list_.is_leaf(id) && !moves_nothing(list_.vertices[id].op);
  }

private:
  constexpr void note_needs(int id) {
    if (of[id].what == row_role::behind || (of[id].what == row_role::single && !needed[id])) return;
    for (int i = 0; i < list_.vertices[id].arity; ++i)
      if (of[list_.vertices[id].x[i]].what == row_role::single) needed[list_.vertices[id].x[i]] = true;
  }
  /// What is read whole behind the rows. Rows that do not follow one another in memory are not.
  constexpr void put(int id) {
    while (has_rows(id) && moves_nothing(list_.vertices[id].op)) id = list_.vertices[id].x[0];
    if (!is_made_within(id)) return;
    put_out[id] = true;
    if (has_rows(id) && run_of_axes::product(list_.shape(id), 0, of[id].axis) != 1) sound = false;
  }
  /// Whether a single vertex is the same in every row along an axis.
  constexpr bool repeats(int id, int axis) const {
    for (;;) {
      vertex const& v = list_.vertices[id];
      if (of[id].what != row_role::single) return false;
      if (v.op == &describe<constant_op> || v.op == &describe<zero_op>) return true;
      int const below = axis_below(list_, id, axis);
      if (below < 0) return v.op == &describe<broadcast_op>;
      id = v.x[0], axis = below;
    }
  }
  constexpr row_role role(int id) const {
    vertex const& v = list_.vertices[id];
    shape const& s = list_.shape(id);
    row_role y;
    if (v.arity == 0) {
      if (v.op == &describe<variable_op> && s.rank > 0 && s[0] == length_) y = {row_role::rows, 0, 0};
      return y;
    }
    int split = -1;
    for (int i = v.arity; i-- > 0;) {
      row_role const& x = of[v.x[i]];
      if (x.what == row_role::summed || x.what == row_role::behind) y.what = row_role::behind;
      if (x.what == row_role::rows) split = i;
    }
    if (y.what == row_role::behind || split < 0) return y;
    int const axis = of[v.x[split]].axis;
    shape const& x = list_.shape(v.x[split]);
    y = {row_role::rows, axis, 0};
    if (v.op == &describe<permute_op>) {
      y.axis = 0;
      while (order{v.with}[y.axis] != axis) ++y.axis;
    } else if (v.op == &describe<reshape_op>) {
      y.axis = reshaped_axis(x, s, axis);
    } else if (v.op == &describe<slice_op>) {
      if (progression(v.with).axis == axis) y.axis = -1;
    } else if (v.op == &describe<matmul_op>) {
      y = product_role(id, split);
    } else if (v.op->reduces) {
      run_of_axes const run(v.with);
      if (run.first <= axis && axis < run.last)
        y = {v.op == &describe<sum_op> ? row_role::summed : row_role::behind, 0, 0};
    } else if (v.op->elementwise) {
      for (int i = 0; i < v.arity; ++i) join(y, v.x[i], i);
    } else if (v.op != &describe<broadcast_op>) {
      y.axis = -1;
    }
    if (y.axis < 0) y.what = row_role::behind;
    return y;
  }
  /// Another operand with the same rows, or the same in all of them.
  constexpr void join(row_role& y, int x, int i) const {
    if (y.axis < 0 || (has_rows(x) && of[x].axis == y.axis)) return;
    if (repeats(x, y.axis)) y.repeats |= 1u << i;
    else y.axis = -1;
  }
  constexpr row_role product_role(int id, int split) const {
    vertex const& v = list_.vertices[id];
    int const row = list_.shape(id).rank - 2, column = row + 1;
    int const axis = of[v.x[split]].axis, other = v.x[1 - split];
    row_role y{row_role::rows, axis, 0};
    if (axis < row) join(y, other, 1 - split);
    else if (axis == (split == 0 ? row : column)) y.axis = has_rows(other) ? -1 : axis;
    else y = {row_role::summed, has_rows(other) && of[other].axis == (split == 0 ? row : column) ? 0 : -1, 0};
    return y;
  }
};

}  // namespace tapeless::core
