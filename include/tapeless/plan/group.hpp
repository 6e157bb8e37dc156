// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/plan/loop.hpp>

namespace tapeless {

/// A loop has so many members at most: beyond, what is stored costs less than registers that do not suffice.
inline constexpr int loop_limit = 96;

/// The shape of a product in memory, if strides can say it: batch axes must be one axis in both operands.
constexpr bool product_of(strided const& a, shape const& sa, strided const& b, shape const& sb,
                          product_shape& p) {
  int const r = sa.rank;
  p = {sa[r - 2], sb[r - 1], sa[r - 1], a.stride[r - 2], a.stride[r - 1], b.stride[r - 2], b.stride[r - 1]};
  for (int axis = r - 2; axis-- > 0;) {
    if (sa[axis] == 1) continue;
    if (p.count > 1 && (a.stride[axis] != p.count * p.a_next || b.stride[axis] != p.count * p.b_next))
      return false;
    if (p.count == 1) p.a_next = a.stride[axis], p.b_next = b.stride[axis];
    p.count *= sa[axis];
  }
  // an axis of length 1 is read at one place: its stride says nothing, and is set so that kernels see runs
  if (p.m == 1) p.a_row = p.k;
  if (p.k == 1) p.a_column = 1, p.b_row = p.n;
  if (p.n == 1) p.b_column = 1;
  return true;
}

/// Decides what becomes of every vertex: a loop's member, a product, a kernel, or only other strides over the
/// memory of another. Groups run in the order of their numbers.
template <class List>
class grouping {
  List const& list_;

public:
  struct vertex_plan {
    strided view;     ///< where its entries are read
    strided source;   ///< of a copy: what is copied
    int direct = -1;  ///< the member of a loop whose number it is too, entry by entry
    int group = -1;   ///< where it is computed; -1: nowhere
    int next = -1;    ///< the next member of that group
    bool copied = false, stored = false;
    bool in_order_of_operand = false;  ///< of a copy: a reshape that strides cannot say
  };
  struct group {
    enum what_t { kernel, loop, product } what = kernel;
    shape space;
    int first = -1, last = -1, members = 0;
  };
  sequence<vertex_plan> at;
  sequence<group> groups;

  constexpr explicit grouping(List const& list) : list_(list), at(list.size.vertices) {
    look();
    demand();
    look();
    for (int id = 0; id < list.size.vertices; ++id) assign(id);
    for (int id = 0; id < list.size.vertices; ++id) note_stores(id);
    for (int r : list.results) at[at[r].view.of].stored = true;
  }

  constexpr bool is_constant(int id) const {
    return list_.is_leaf(id) && !list_.template is<variable_op>(id) && !list_.template is<table_op>(id);
  }
  constexpr bool is_reduction(int id) const { return list_.vertices[id].op->reduces; }
  constexpr bool is_product(int id) const { return list_.template is<matmul_op>(id); }
  constexpr bool in_loop(int id) const {
    return list_.vertices[id].op->elementwise || at[id].copied || is_reduction(id);
  }
  /// The shape that a loop with this member runs over.
  constexpr shape const& space_of(int id) const {
    bool const of_operand = is_reduction(id) || at[id].in_order_of_operand;
    return list_.shape(of_operand ? list_.vertices[id].x[0] : id);
  }
  /// What a member reads as operand i.
  constexpr strided const& reads(int id, int i) const {
    return at[id].copied ? at[id].source : at[list_.vertices[id].x[i]].view;
  }
  /// Whether it has that operand's number at hand, from a member of its own group.
  constexpr bool has_at_hand(int id, int i) const {
    int const d = direct(id, i);
    return d >= 0 && at[d].group == at[id].group;
  }

private:
  /// The member of a loop over the same space that is operand i, if it is one.
  constexpr int direct(int id, int i) const {
    if (at[id].copied) return -1;
    int const d = at[list_.vertices[id].x[i]].direct;
    return d >= 0 && squeezed(list_.shape(d)) == squeezed(space_of(id)) ? d : -1;
  }
  /// Where every vertex is read, given which are copied.
  constexpr void look() {
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      vertex_plan& p = at[id];
      p.view = row_major(id, list_.shape(id));
      p.direct = v.op->elementwise ? id : -1;
      if (!moves_nothing(v.op)) continue;
      p.in_order_of_operand = !view_of(list_, id, at[v.x[0]].view, p.source);
      if (p.in_order_of_operand) {
        p.copied = true;
        p.source = at[v.x[0]].view;
      }
      if (p.copied) continue;
      p.view = p.source;
      if (v.op == &describe<reshape_op> && squeezed(list_.shape(id)) == squeezed(list_.shape(v.x[0])))
        p.direct = at[v.x[0]].direct;
    }
  }
  /// Kernels read entries one after another, products matrices at constant distances: what lies otherwise is
  /// copied.
  constexpr void demand() {
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      if (v.arity == 0 || v.op->elementwise || moves_nothing(v.op) || is_reduction(id)) continue;
      product_shape p;
      if (is_product(id) &&
          product_of(at[v.x[0]].view, list_.shape(v.x[0]), at[v.x[1]].view, list_.shape(v.x[1]), p))
        continue;
      for (int i = 0; i < v.arity; ++i)
        if (!is_row_major(at[v.x[i]].view, list_.shape(v.x[i]))) at[v.x[i]].copied = true;
    }
  }

  /// Gives a vertex to the group of its operands, to a late one over the same space, or to a new one. A group
  /// never reads what a later one computes.
  constexpr void assign(int id) {
    vertex const& v = list_.vertices[id];
    if (v.arity == 0 || (moves_nothing(v.op) && !at[id].copied)) return;
    if (!in_loop(id)) return enter(id, open(is_product(id) ? group::product : group::kernel, {}));
    int least = 0, wanted = -1;
    for (int i = 0; i < (at[id].copied ? 1 : v.arity); ++i) {
      int const d = direct(id, i), memory = reads(id, i).of;
      int const first = d >= 0 ? at[d].group : at[memory].group + 1;
      if (d >= 0 && first > wanted) wanted = first;
      if (first > least) least = first;
    }
    shape const space = squeezed(space_of(id));
    auto const fits = [&](int g) {
      return g >= least && groups[g].what == group::loop && groups[g].members < loop_limit &&
             groups[g].space == space;
    };
    if (wanted >= 0 && fits(wanted)) return enter(id, wanted);
    for (int g = groups.size(), tries = 8; g-- > least && tries-- > 0;)
      if (fits(g)) return enter(id, g);
    enter(id, open(group::loop, space));
  }
  constexpr int open(typename group::what_t what, shape const& space) {
    groups.push({what, space});
    return groups.size() - 1;
  }
  constexpr void enter(int id, int g) {
    at[id].group = g;
    if (groups[g].last >= 0) at[groups[g].last].next = id;
    else groups[g].first = id;
    groups[g].last = id;
    ++groups[g].members;
  }
  /// What another group reads lies in memory.
  constexpr void note_stores(int id) {
    if (at[id].group < 0) return;
    bool const loop = in_loop(id);
    if (!loop || is_reduction(id) || at[id].copied) at[id].stored = true;
    for (int i = 0; i < (at[id].copied ? 1 : list_.vertices[id].arity); ++i)
      if (!(loop && has_at_hand(id, i))) at[reads(id, i).of].stored = true;
  }
};

}  // namespace tapeless
