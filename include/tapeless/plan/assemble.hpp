// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>
#include <tapeless/plan/strides.hpp>

namespace tapeless::core {

/// Where an op puts its operands one after another, or one among zeros: the axis; else -1.
constexpr int assembly_axis(operation const* op, long long with) {
  if (op == &describe<concat_op<element::same>>) return int(with);
  if (op == &describe<concat_op<element::real>>) return int(with);
  if (op == &describe<spread_op> && progression(with).step == 1) return progression(with).axis;
  return -1;
}
constexpr int assembly_axis(term x) { return assembly_axis(x->op, x->with); }

/// Sums of parts that lie apart become these parts one after another, and a slice of such is a part: what a
/// derivative adds up from slices is then computed where it lies.
///     spread(x) + spread(y) → concat(x, y)      c + concat(x, y) → concat(slice(c) + x, slice(c) + y)
/// the latter where c lies in memory already.
template <class List>
class assembling {
  struct part {
    int from = 0, count = 0, addend = 0;
    term x;
  };
  static constexpr int most = 32;
  List const& list_;
  sequence<term> const& at_;  // of each vertex, what it has become
  sequence<int> uses_;
  part parts_[most];
  int count_ = 0;

public:
  constexpr assembling(List const& list, sequence<term> const& at)
      : list_(list), at_(at), uses_(list.size.vertices, 0) {
    for (int id = 0; id < list.size.vertices; ++id)
      for (int i = 0; i < list.vertices[id].arity; ++i) uses_[list.vertices[id].x[i]] += is_add(id) ? 1 : 2;
    for (int r : list.results) uses_[r] += 2;
  }
  /// Whether a vertex may become another.
  static constexpr bool wanted(List const& list, int id) {
    vertex const& v = list.vertices[id];
    if (v.op != &describe<add_op> && v.op != &describe<slice_op>) return false;
    for (int i = 0; i < v.arity; ++i) {
      vertex const& x = list.vertices[v.x[i]];
      if (assembly_axis(x.op, x.with) >= 0) return true;
      if (v.arity == 2 && x.op == &describe<reshape_op>) return true;
    }
    return false;
  }
  /// Whether an operand of an op other than a sum has no other use.
  constexpr bool has_one_use(int id) const { return uses_[id] == 2; }
  /// What vertex `id` becomes; no term where it stays.
  constexpr term operator()(int id) {
    if (list_.template is<slice_op>(id)) return slice(id);
    if (!is_add(id)) return {};
    if (uses_[id] != 1)
      if (term const parts = sum(id); parts.owner) return parts;
    term const x = at_[list_.vertices[id].x[0]], y = at_[list_.vertices[id].x[1]];
    return is_reshaped(x, y) || is_reshaped(y, x) ? added(x, y) : term{};
  }

private:
  constexpr bool is_add(int id) const { return list_.template is<add_op>(id); }
  /// A sum that only another sum reads.
  constexpr bool is_inner(int id) const { return is_add(id) && uses_[id] == 1; }

  /// Notes the parts of x along an axis, which lie from there on; false where there is no room.
  constexpr bool take_apart(term x, int axis, int from, int addend) {
    if (is_zero(x)) return true;
    if (assembly_axis(x) == axis) {
      if (is<spread_op>(x)) return take_apart(x.operand(0), axis, from + progression(x->with).start, addend);
      return take_apart(x.operand(0), axis, from, addend) &&
             take_apart(x.operand(1), axis, from + x.operand(0).extent(axis), addend);
    }
    if (count_ == most) return false;
    parts_[count_++] = {from, x.extent(axis), addend, x};
    return true;
  }
  static constexpr bool lies_in_memory(term x) {
    while (moves_nothing(x->op) && !is<reshape_op>(x)) x = x.operand(0);
    return is<variable_op>(x);
  }

  /// Whether x is computed in another shape, by a loop, and y lies in memory.
  static constexpr bool is_reshaped(term x, term y) {
    return is<reshape_op>(x) && x.operand(0)->op->elementwise && lies_in_memory(y);
  }
  /// x + y, in the shape in which one of them is computed.
  static constexpr term added(term x, term y) {
    if (is_reshaped(y, x)) return added(y, x);
    if (!is_reshaped(x, y)) return add_op{}(x, y);
    term const before = x.operand(0);
    return reshape_op{}(add_op{}(before, reshape_op{}(y, before.shape())), x.shape());
  }

  /// The addends of a sum, the first one added last: of two sums that only it reads none are known.
  constexpr int addends(int id, int* all) const {
    for (int count = 0; count + 2 <= most;) {
      int const x = list_.vertices[id].x[0], y = list_.vertices[id].x[1];
      if (is_inner(x) && is_inner(y)) return 0;
      if (!is_inner(x) && !is_inner(y)) {
        all[count] = y, all[count + 1] = x;
        return count + 2;
      }
      all[count++] = is_inner(x) ? y : x;
      id = is_inner(x) ? x : y;
    }
    return 0;
  }
  constexpr term sum(int id) {
    int all[most]{}, axis = -1, in_memory = 0;
    int const addend_count = addends(id, all);
    for (int k = 0; k < addend_count && axis < 0; ++k) axis = assembly_axis(at_[all[k]]);
    if (axis < 0) return {};
    count_ = 0;
    int ends[2 * most]{}, end_count = 0;
    for (int k = addend_count; k-- > 0;) {
      term const x = at_[all[k]];
      if (assembly_axis(x) != axis && (in_memory++ > 0 || !lies_in_memory(x))) return {};
      if (!take_apart(x, axis, 0, k)) return {};
    }
    for (int p = 0; p < count_; ++p) {
      insert(parts_[p].from, ends, end_count);
      insert(parts_[p].from + parts_[p].count, ends, end_count);
    }
    return joined(id, axis, ends, end_count);
  }
  static constexpr void insert(int end, int* ends, int& count) {
    int at = count;
    while (at > 0 && ends[at - 1] > end) --at;
    if (at > 0 && ends[at - 1] == end) return;
    for (int i = count; i > at; --i) ends[i] = ends[i - 1];
    ends[at] = end;
    ++count;
  }
  /// The parts between neighbouring ends, summed in the order in which they were added. No part that is
  /// computed is cut.
  constexpr term joined(int id, int axis, int const* ends, int end_count) const {
    term pieces[2 * most + 1];
    int piece_count = 0, done = 0;
    graph& g = *parts_[0].x.owner;
    shape s = list_.shape(id);
    int const n = s[axis];
    auto const gap = [&](int to) {
      if (to == done) return;
      s.extent[axis] = to - done;
      pieces[piece_count++] = zero(g, s);
    };
    for (int e = 0; e + 1 < end_count; ++e) {
      int const from = ends[e], to = ends[e + 1];
      term total{};
      for (int p = 0; p < count_; ++p) {
        part const& one = parts_[p];
        if (one.from >= to || one.from + one.count <= from) continue;
        bool const whole = one.from == from && one.count == to - from;
        if (!whole && !lies_in_memory(one.x)) return {};
        term const x = slice_along(one.x, {axis, from - one.from, 1}, to - from);
        total = total.owner ? added(total, x) : x;
      }
      if (!total.owner) continue;
      gap(from);
      pieces[piece_count++] = total;
      done = to;
    }
    gap(n);
    return concat_along(pieces, piece_count, axis);
  }
  constexpr term slice(int id) {
    progression const p(list_.vertices[id].with);
    term const x = at_[list_.vertices[id].x[0]];
    if (p.step != 1 || assembly_axis(x) != p.axis) return {};
    count_ = 0;
    if (!take_apart(x, p.axis, 0, 0)) return {};
    int const end = p.start + list_.shape(id)[p.axis];
    int within = 0, ends[2 * most]{}, end_count = 0;
    for (int i = 0; i < count_; ++i) {
      part const& one = parts_[i];
      if (one.from >= end || one.from + one.count <= p.start) continue;
      if (one.from <= p.start && one.from + one.count >= end)
        return slice_along(one.x, {p.axis, p.start - one.from, 1}, end - p.start);
      if (one.from < p.start || one.from + one.count > end) return {};
      part const kept{one.from - p.start, one.count, 0, one.x};
      parts_[within++] = kept;
      insert(kept.from, ends, end_count);
      insert(kept.from + kept.count, ends, end_count);
    }
    count_ = within;
    if (within == 0) return zero(*x.owner, list_.shape(id));
    return joined(id, p.axis, ends, end_count);
  }
};

}  // namespace tapeless::core
