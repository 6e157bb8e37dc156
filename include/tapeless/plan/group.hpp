// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/assemble.hpp>
#include <tapeless/plan/formed.hpp>

namespace tapeless::core {

/// A loop has so many members at most: beyond, what is stored costs less than registers that do not suffice.
inline constexpr int loop_limit = 96;

/// Decides what becomes of every vertex: a loop's member, a product, a kernel, or only other strides over the
/// memory of another. Groups run in the order of their numbers.
/// Here and in the passes behind, what is asked often is noted once, in plain arrays: compilers count every
/// statement that they evaluate, and stop at a number of them.
template <auto const& List>
class grouping {
  static constexpr auto const& list_ = List;

public:
  struct vertex_plan {
    strided view;     ///< where its entries are read
    strided source;   ///< of a copy: what is copied
    int direct = -1;  ///< the member of a loop whose number it is too, entry by entry
    int group = -1;   ///< where it is computed; -1: nowhere
    int next = -1;    ///< the next member of that group
    int reads = 0;    ///< how many operands are read
    unsigned at_hand = 0;  ///< bit i: the number of operand i is at hand, from a member of the same group
    bool copied = false, stored = false, in_loop = false;
    bool formed = false;  ///< by the products that read it
    bool in_order_of_operand = false;  ///< of a copy: a reshape that strides cannot say
    axis_runs rows, columns;           ///< of a matrix that only products read, in runs over its memory
    int refuses = 0;                   ///< reshapes of it that strides cannot say
  };
  struct group {
    enum what_t { kernel, loop, product } what = kernel;
    int space = -1;  ///< a shape's number
    int first = -1, last = -1, members = 0;
  };
  fixed<vertex_plan, List.size.vertices> at{};
  fixed<group, List.size.vertices> groups{};
  int count = 0;  ///< groups
  /// Of each shape: itself without axes of length 1, the first that is the same then, its strides in order.
  fixed<shape, List.size.shapes> space{};
  fixed<int, List.size.shapes> same_space{};
  fixed<strided, List.size.shapes> in_order{};

  constexpr grouping() {
    note_shapes();
    look();
    demand();
    look();
    form();
    for (int id = 0; id < list_.size.vertices; ++id)
      if (at[id].in_order_of_operand && list_.shape(id).rank == 2) read_in_runs(id);
    for (int id = 0; id < list_.size.vertices; ++id) assign(id);
    for (int id = 0; id < list_.size.vertices; ++id) note_stores(id);
    for (int r : list_.results) at[at[r].view.of].stored = true;
  }

  constexpr bool is_constant(int id) const {
    return list_.is_leaf(id) && !list_.template is<variable_op>(id) && !list_.template is<table_op>(id);
  }
  constexpr bool is_reduction(int id) const { return list_.vertices[id].op->reduces; }
  constexpr bool is_product(int id) const { return list_.template is<matmul_op>(id); }
  /// Whether its operands lie in it, one after another in memory.
  constexpr bool assembles(int id) const {
    int const axis = assembly_axis(list_.vertices[id].op, list_.vertices[id].with);
    for (int before = 0; before < axis; ++before)
      if (list_.shape(id)[before] != 1) return false;
    return axis >= 0;
  }
  /// Where operand i of such a vertex begins in it.
  constexpr int begins_at(int id, int i) const {
    vertex const& v = list_.vertices[id];
    if (i == 1) return list_.shape(v.x[0]).size();
    int const axis = assembly_axis(v.op, v.with);
    return list_.template is<spread_op>(id)
               ? progression(v.with).start * (list_.shape(id).size() / list_.shape(id)[axis])
               : 0;
  }
  constexpr bool in_loop(int id) const { return at[id].in_loop; }
  /// The shape that a loop with this member runs over: its number.
  constexpr int space_of(int id) const {
    vertex const& v = list_.vertices[id];
    return v.op->reduces || at[id].in_order_of_operand ? list_.vertices[v.x[0]].shape : v.shape;
  }
  /// What a member reads as operand i.
  constexpr strided const& reads(int id, int i) const {
    return at[id].copied ? at[id].source : at[list_.vertices[id].x[i]].view;
  }
  /// The shape of a product in memory, and what forms its right factor, if anything does.
  constexpr operation const* describe_product(int id, product_shape& p) const {
    int const right = reads(id, 1).of;
    if (at[right].formed) products().shape_of_formed(id, p);
    else products().shape_of(id, p);
    return at[right].formed ? list_.vertices[right].op : nullptr;
  }
  /// Calls act with what lies in memory of operand i.
  constexpr void for_each_source(int id, int i, auto act) const {
    int const of = reads(id, i).of;
    if (!at[of].formed) act(reads(id, i));
    else for (int part : {0, 1}) act(at[list_.vertices[of].x[part]].view);
  }
  /// Whether it has that operand's number at hand, from a member of its own group.
  constexpr bool has_at_hand(int id, int i) const { return (at[id].at_hand >> i & 1u) != 0; }

private:
  constexpr auto products() const { return factors<List, decltype(at)>(at); }
  constexpr void form() {
    for (int id = 0; id < list_.size.vertices; ++id) {
      if (!is_product(id)) continue;
      int const right = at[list_.vertices[id].x[1]].view.of;
      if (list_.vertices[right].op->elementwise && products().pays_formed(right)) at[right].formed = true;
    }
  }
  constexpr void note_shapes() {
    for (int s = 0; s < list_.size.shapes; ++s) {
      space[s] = squeezed(list_.shapes[s]);
      in_order[s] = row_major(-1, list_.shapes[s]);
      int& same = same_space[s];
      while (!(space[same] == space[s])) ++same;
    }
  }
  /// The member of a loop over the same space that is operand i, if it is one.
  constexpr int direct(int id, int i) const {
    if (at[id].copied) return -1;
    int const d = at[list_.vertices[id].x[i]].direct;
    return d >= 0 && same_space[list_.vertices[d].shape] == same_space[space_of(id)] ? d : -1;
  }
  /// Where every vertex is read, given which are copied.
  constexpr void look() {
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      vertex_plan& p = at[id];
      p.view = in_order[v.shape];
      p.view.of = id;
      p.direct = v.op->elementwise ? id : -1;
      if (!is_view(list_, id)) continue;
      bool const copied_for_order = p.in_order_of_operand;
      p.in_order_of_operand = !view_of(list_, id, at[v.x[0]].view, p.source);
      if (p.in_order_of_operand) {
        p.copied = true;
        p.source = at[v.x[0]].view;
        ++at[v.x[0]].refuses;
      } else if (copied_for_order) {
        p.copied = false;
      }
      if (p.copied) continue;
      p.view = p.source;
      int const from = list_.vertices[v.x[0]].shape;
      if (v.op == &describe<reshape_op> && same_space[v.shape] == same_space[from])
        p.direct = at[v.x[0]].direct;
    }
  }
  /// Kernels read entries one after another, products matrices at constant distances: what lies otherwise is
  /// copied. So is what two reshapes would copy.
  constexpr void demand() {
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      if (at[id].refuses > 1) at[id].copied = true;
      if (v.op->elementwise || is_reduction(id))
        for (int i = 0; i < v.arity; ++i) order_repeated(id, i);
      if (v.arity == 0 || v.op->elementwise || is_view(list_, id) || is_reduction(id)) continue;
      product_shape p;
      if (is_product(id) && products().shape_of(id, p)) continue;
      for (int i = 0; i < v.arity; ++i)
        if (!is_row_major(at[v.x[i]].view, list_.shape(v.x[i]))) at[v.x[i]].copied = true;
    }
  }
  /// A transpose that a loop reads repeatedly, its entries apart, is copied once; so is one whose copy is
  /// made of squares that are turned in registers.
  constexpr void order_repeated(int id, int i) {
    int x = list_.vertices[id].x[i], last = list_.shape(x).rank - 1;
    if (last < 0 || list_.is_leaf(x) || at[x].view.stride[last] <= 1) return;
    int const read = list_.shape(x).size();
    while (list_.template is<broadcast_op>(x) || list_.template is<reshape_op>(x)) x = list_.vertices[x].x[0];
    if (list_.template is<permute_op>(x) && (read >= 4 * list_.shape(x).size() || has_squares(x)))
      at[x].copied = true;
  }
  /// Whether 8 entries or more of a large transpose lie one after another along the axes before the last,
  /// which is as long.
  constexpr bool has_squares(int x) const {
    shape const& s = list_.shape(x);
    int run = 1;
    for (int axis = s.rank - 1; axis-- > 0;)
      if (s[axis] > 1 && at[x].view.stride[axis] == run) run *= s[axis];
    return run >= 8 && s[s.rank - 1] >= 8 && s.size() >= 256;
  }

  /// A matrix that is a reshape which strides cannot say, in runs of rows and columns, is not copied where
  /// products alone read it that take its entries one at a time.
  constexpr void read_in_runs(int id) {
    strided in_runs;
    axis_runs runs[2];
    int const x = list_.vertices[id].x[0];
    if (!runs_of_matrix(at[x].view, list_.shape(x), list_.shape(id), in_runs, runs) || !only_products(id, id))
      return;
    at[id].view = in_runs;
    at[id].copied = at[id].in_order_of_operand = false;
    at[id].rows = runs[0], at[id].columns = runs[1];
    for (int user = id + 1; user < list_.size.vertices; ++user)
      if (is_view(list_, user) && list_.vertices[user].x[0] == id) {
        view_of(list_, user, in_runs, at[user].view);
        at[user].rows = runs[1], at[user].columns = runs[0];
      }
  }
  /// Whether all that use a matrix, or its transpose x, are such products.
  constexpr bool only_products(int id, int x) const {
    for (int r : list_.results)
      if (r == x) return false;
    for (int user = x + 1; user < list_.size.vertices; ++user) {
      vertex const& v = list_.vertices[user];
      for (int i = 0; i < v.arity; ++i) {
        if (v.x[i] != x) continue;
        bool const turned = list_.template is<permute_op>(user) && x == id && !at[user].copied;
        if (!(turned ? only_products(id, user) : is_product(user) && may_read_runs(v, i))) return false;
      }
    }
    return true;
  }
  /// Whether a product may read operand i in runs: as the left factor of one with rows for lanes, or as the
  /// right one of one that is exchanged for that.
  constexpr bool may_read_runs(vertex const& v, int i) const {
    if (v.x[0] == v.x[1] || list_.shape(v.x[0]).rank != 2 || v.with != 0) return false;
    int const m = list_.shape(v.x[0])[0], n = list_.shape(v.x[1])[1], other = v.x[1 - i];
    if (at[other].rows || at[other].columns) return false;
    return i == 0 ? m > 1 && n >= 8 : n > 1 && m >= 8 && m * n <= 1024;
  }

  /// Gives a vertex to the group of its operands, to a late one over the same space, or to a new one. A group
  /// never reads what a later one computes.
  constexpr void assign(int id) {
    vertex const& v = list_.vertices[id];
    if (v.arity == 0 || at[id].formed || (is_view(list_, id) && !at[id].copied)) return;
    at[id].reads = at[id].copied ? 1 : v.arity;
    at[id].in_loop = v.op->elementwise || at[id].copied || v.op->reduces;
    if (!at[id].in_loop) return enter(id, open(is_product(id) ? group::product : group::kernel, -1));
    int least = 0, wanted = -1;
    for (int i = 0; i < at[id].reads; ++i) {
      int const d = direct(id, i), memory = reads(id, i).of;
      int const first = d >= 0 ? at[d].group : at[memory].group + 1;
      if (d >= 0 && first > wanted) wanted = first;
      if (first > least) least = first;
    }
    int const of = same_space[space_of(id)];
    auto const fits = [&](int g) {
      return g >= least && groups[g].space == of && groups[g].members < loop_limit;
    };
    if (wanted >= 0 && fits(wanted)) return enter(id, wanted);
    for (int g = count, tries = 8; g-- > least && tries-- > 0;)
      if (fits(g)) return enter(id, g);
    enter(id, open(group::loop, of));
  }
  constexpr int open(typename group::what_t what, int of) {
    groups[count] = {what, of};
    return count++;
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
    vertex_plan& p = at[id];
    if (p.group < 0) return;
    if (!p.in_loop || p.copied || is_reduction(id)) p.stored = true;
    for (int i = 0; i < p.reads; ++i) {
      int const d = p.in_loop ? direct(id, i) : -1;
      if (d >= 0 && at[d].group == p.group) p.at_hand |= 1u << i;
      else for_each_source(id, i, [&](strided const& x) { at[x.of].stored = true; });
    }
  }
};

template <auto const& List>
inline constexpr grouping<List> groups_of{};

}  // namespace tapeless::core
