// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/pool_blocks.hpp>
#include <tapeless/plan/remade.hpp>

namespace tapeless::core {

/// Where pools go over short rows, lanes run along the channels: the product that a convolution is,
/// [channels, places], is made transposed, and so is what is computed from it entry by entry and by windows.
/// Each tensor has its axis of channels last, then; those that need it in order copy it.
template <class List>
class channel_axes {
  List const& list_;
  sequence<int> axis_;  ///< of each vertex that is turned; else -1

  constexpr bool is_pool(int id) const {
    return list_.template is<window_max_op>(id) || list_.template is<unpool_op>(id);
  }
  constexpr bool passes_on(int id) const {
    return list_.vertices[id].op->elementwise || list_.template is<reshape_op>(id) ||
           list_.template is<permute_op>(id);
  }
  /// Products whose rows fill vectors of 8, counted so on every target: plans are the same everywhere.
  constexpr bool may_begin(int id) const {
    shape const& s = list_.shape(id);
    return list_.template is<matmul_op>(id) && s.rank == 2 && s[0] % 8 == 0 && s[1] >= 32;
  }
  /// Where an axis is after a reshape.
  static constexpr int after_reshape(shape const& from, int axis, shape const& to) {
    int const before = run_of_axes::product(from, 0, axis);
    for (int other = 0; other < to.rank; ++other)
      if (to[other] == from[axis] && run_of_axes::product(to, 0, other) == before) return other;
    return -1;
  }
  /// Where an axis is after a permutation which leaves the others in order.
  static constexpr int after_permute(shape const& from, int axis, order o) {
    int at = -1, last = -1;
    for (int i = 0; i < from.rank; ++i) {
      if (o[i] == axis) at = i;
      else if (from[o[i]] != 1) {
        if (o[i] < last) return -1;
        last = o[i];
      }
    }
    return at;
  }
  constexpr int find(int id) const {
    vertex const& v = list_.vertices[id];
    if (v.op->elementwise) {
      int axis = -1;
      for (int i = 0; i < v.arity; ++i) {
        int const other = axis_[v.x[i]];
        if (axis >= 0 && other >= 0 && other != axis) return -1;
        if (other >= 0) axis = other;
      }
      return axis;
    }
    int const axis = v.arity > 0 ? axis_[v.x[0]] : -1;
    if (axis < 0) return -1;
    if (list_.template is<reshape_op>(id)) return after_reshape(list_.shape(v.x[0]), axis, list_.shape(id));
    if (list_.template is<permute_op>(id)) return after_permute(list_.shape(v.x[0]), axis, order{v.with});
    return is_pool(id) && windowing(v.with).axis != axis ? axis : -1;
  }

public:
  constexpr explicit channel_axes(List const& list) : list_(list), axis_(list.size.vertices, -1) {
    int pools = 0;
    for (int id = 0; id < list.size.vertices; ++id) pools += is_pool(id);
    if (pools == 0) return;
    for (int id = 0; id < list.size.vertices; ++id) axis_[id] = may_begin(id) ? 0 : find(id);
    sequence<bool> reaches(list.size.vertices, false);  // a pool along the last axis
    for (int id = list.size.vertices; id-- > 0;) {
      vertex const& v = list.vertices[id];
      if (list.template is<window_peak_op>(id)) {
        forget();
        return;
      }
      bool const pools_here =
          axis_[id] >= 0 && is_pool(id) && windowing(v.with).axis == list.shape(id).rank - 1;
      if (pools_here || (reaches[id] && (passes_on(id) || is_pool(id))))
        for (int i = 0; i < v.arity; ++i) reaches[v.x[i]] = true;
    }
    for (int id = 0; id < list.size.vertices; ++id)
      axis_[id] = !may_begin(id) ? find(id) : reaches[id] ? 0 : -1;
  }
  /// The axis of channels of a vertex that is turned; else -1.
  constexpr int operator[](int id) const { return axis_[id]; }
  constexpr bool any() const {
    for (int axis : axis_)
      if (axis >= 0) return true;
    return false;
  }

private:
  constexpr void forget() {
    for (int& axis : axis_) axis = -1;
  }
};

/// A listing with such tensors turned.
struct channels_last {
  template <class List>
  static constexpr bool pays(List const& list) {
    return channel_axes<List>(list).any();
  }
  static constexpr shape last(shape const& s, int axis) {
    shape y;
    for (int i = 0; i < s.rank; ++i)
      if (i != axis) y.append(s[i]);
    y.append(s[axis]);
    return y;
  }
  /// What is repeated is turned before.
  static constexpr term turned(term x, int axis) {
    if (is<broadcast_op>(x)) return broadcast_along(turned(x.operand(0), axis), last(x.shape(), axis));
    return move_axis(x, axis, x.rank() - 1);
  }
  static constexpr int without_channels(int along, int axis) { return along > axis ? along - 1 : along; }
  /// A vertex on turned operands.
  static constexpr term on_turned(vertex v, shape const& s, term const* x, int axis) {
    graph& g = *x[0].owner;
    shape const to = last(s, axis);
    if (v.op == &describe<reshape_op> || v.op == &describe<permute_op>) return reshape_op{}(x[0], to);
    if (v.op == &describe<window_max_op> || v.op == &describe<unpool_op>) {
      windowing w(v.with);
      w.axis = without_channels(w.axis, axis), w.place = without_channels(w.place, axis);
      v.with = w.packed();
    }
    for (int i = 0; i < v.arity; ++i) v.x[i] = x[i].id;
    v.shape = g.intern(to);
    return g.add(v);
  }
  /// A sum, or another reduction, along axes beside that of channels.
  static constexpr term reduced(vertex v, shape const& s, term x, int axis) {
    run_of_axes const run(v.with);
    v.with = run_of_axes(without_channels(run.first, axis),
                         run.last > axis ? run.last - 1 : run.last).packed();
    v.x[0] = x.id;
    v.shape = x.owner->intern(last(s, axis));
    return move_axis(x.owner->add(v), s.rank - 1, axis);
  }
  template <class List>
  static constexpr void enter(List const& list, graph& g, sequence<term>& at) {
    channel_axes<List> const axis_of(list);
    sequence<term> channels_last_of(list.size.vertices);
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex v = list.vertices[id];
      int const axis = axis_of[id], of_first = v.arity > 0 ? axis_of[v.x[0]] : -1;
      term x[max_arity];
      if (axis < 0) {
        run_of_axes const run(v.with);
        if (v.op->reduces && of_first >= 0 && (of_first < run.first || of_first >= run.last)) {
          at[id] = reduced(v, list.shape(id), channels_last_of[v.x[0]], of_first);
          continue;
        }
        for (int i = 0; i < v.arity; ++i) v.x[i] = at[v.x[i]].id;
        at[id] = g.add(v);
        continue;
      }
      for (int i = 0; i < v.arity; ++i)
        x[i] = axis_of[v.x[i]] < 0 ? at[v.x[i]] : channels_last_of[v.x[i]];
      term& y = channels_last_of[id];
      if (list.template is<matmul_op>(id)) {
        y = make<matmul_op>(last(list.shape(id), 0), 0, swap_axes(at[v.x[1]], 0, 1),
                            swap_axes(at[v.x[0]], 0, 1));
      } else {
        for (int i = 0; i < v.arity; ++i)
          if (axis_of[v.x[i]] < 0) x[i] = turned(x[i], axis);
        y = on_turned(v, list.shape(id), x, axis);
        if (term const both = over_blocks(y); both.owner) y = both;
      }
      at[id] = move_axis(y, list.shape(id).rank - 1, axis);
    }
  }
};

}  // namespace tapeless::core
