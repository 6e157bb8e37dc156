// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/plan/remade.hpp>
#include <tapeless/plan/taken.hpp>

namespace tapeless::core {

/// Many short rows leave lanes empty, and a sum along one is over as soon as it began. Products with many
/// rows of few columns, and what is computed entry by entry from them, are made transposed, so that lanes run
/// along the rows:   Z = A B → Zᵀ = Bᵀ Aᵀ   f(Z) → f(Zᵀ)ᵀ   sums along a row are sums down a column.
/// All tensors of one shape are turned or none, and only those that nobody needs in order.
template <class List>
class turned_shapes {
  List const& list_;
  sequence<bool> turned_;  ///< by shape

  /// Counted in vectors of 8, on every target alike: plans are the same everywhere.
  static constexpr bool is_narrow(shape const& s) {
    if (s.rank < 2) return false;
    int const n = s[s.rank - 2], d = s[s.rank - 1];
    return d > 1 && n >= 64 && 4 * d * ((n + 7) / 8) <= 3 * n * ((d + 7) / 8);
  }
  constexpr bool is_computed(int id) const {
    return list_.template is<matmul_op>(id) || (list_.vertices[id].op->elementwise && !list_.is_leaf(id));
  }
  /// Whether a tensor of a turned shape can have an operand of a loop turned: a repeated one, or a variable.
  constexpr bool may_be_read(int x) const {
    return (*this)(x) || list_.is_leaf(x) || list_.template is<broadcast_op>(x);
  }
  /// Whether vertex id may use operand i, which is turned.
  constexpr bool may_use(int id, int i) const {
    vertex const& v = list_.vertices[id];
    shape const& s = list_.shape(v.x[i]);
    if ((*this)(id) || list_.template is<matmul_op>(id)) return true;
    if (!v.op->reduces) return is_matrix_transpose(list_, id);
    run_of_axes const run(v.with);
    return run.last < s.rank || run.first == s.rank - 1;
  }
  constexpr bool refuse(int x) {
    if (!(*this)(x)) return false;
    turned_[list_.vertices[x].shape] = false;
    return true;
  }
  /// Takes back shapes that cannot be turned; whether there were any.
  constexpr bool refuse_some() {
    bool changed = false;
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      if ((*this)(id)) {
        bool const product = list_.template is<matmul_op>(id);
        bool fits = !product || (*this)(v.x[0]);
        for (int i = 0; i < v.arity && !product; ++i) fits = fits && may_be_read(v.x[i]);
        if (!fits) changed = refuse(id) || changed;
      }
      for (int i = 0; i < v.arity; ++i)
        if ((*this)(v.x[i]) && !may_use(id, i)) changed = refuse(v.x[i]) || changed;
    }
    return changed;
  }

public:
  constexpr explicit turned_shapes(List const& list) : list_(list), turned_(list.size.shapes, false) {
    for (int id = 0; id < list.size.vertices; ++id)
      if (list.template is<matmul_op>(id) && is_narrow(list.shape(id)))
        turned_[list.vertices[id].shape] = true;
    for (int r : list.results) {
      refuse(r);
      if (is_matrix_transpose(list, r)) refuse(list.vertices[r].x[0]);
    }
    while (refuse_some()) {}
  }
  /// Whether a vertex is computed transposed.
  constexpr bool operator()(int id) const { return turned_[list_.vertices[id].shape] && is_computed(id); }
  constexpr bool any() const {
    for (int id = 0; id < list_.size.vertices; ++id)
      if ((*this)(id)) return true;
    return false;
  }
};

/// A listing with such tensors turned.
struct turning_rows {
  template <class List>
  static constexpr bool pays(List const& list) {
    return turned_shapes<List>(list).any();
  }
  static constexpr term swapped(term x) { return swap_axes(x, x.rank() - 2, x.rank() - 1); }
  /// The transpose of what a loop reads: repeated like it is, so that what is repeated is turned once.
  static constexpr term turned_operand(term x) {
    shape const to = matmul_op::swapped(x.shape());
    if (is<broadcast_op>(x)) return broadcast_along(turned_operand(x.operand(0)), to);
    if (is<reshape_op>(x)) {
      shape const& from = x.operand(0).shape();
      int const a = from.rank, b = to.rank;
      if (a >= 2 && from[a - 2] == to[b - 1] && from[a - 1] == to[b - 2])
        return reshape_op{}(turned_operand(x.operand(0)), to);
    }
    return swapped(x);
  }
  /// A sum, or another reduction, of a turned tensor: along the same axes.
  static constexpr term reduced(vertex v, term turned, shape const& to) {
    run_of_axes const run(v.with);
    int const last = turned.rank() - 1;
    shape s = matmul_op::swapped(to);
    if (run.first == last) v.with = run_of_axes(last - 1, last).packed();
    if (run.last == last && run.first == last - 1) v.with = run_of_axes(last, last + 1).packed();
    v.shape = turned.owner->intern(s);
    v.x[0] = turned.id;
    return swapped(turned.owner->add(v));
  }
  template <class List>
  static constexpr void enter(List const& list, graph& g, sequence<term>& at) {
    turned_shapes<List> const is_turned(list);
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex v = list.vertices[id];
      term x[max_arity];
      for (int i = 0; i < v.arity; ++i) x[i] = at[v.x[i]];
      bool const of_turned = v.arity > 0 && is_turned(v.x[0]);
      if (is_turned(id)) {
        shape const s = matmul_op::swapped(list.shape(id));
        term y;
        if (list.template is<matmul_op>(id)) {
          y = make<matmul_op>(s, 0, swapped(x[1]), swapped(x[0]));
        } else {
          for (int i = 0; i < v.arity; ++i) v.x[i] = turned_operand(x[i]).id;
          v.shape = g.intern(s);
          y = g.add(v);
        }
        at[id] = swapped(y);
      } else if (v.op->reduces && of_turned) {
        at[id] = reduced(v, swapped(x[0]), list.shape(id));
      } else if (of_turned && is_matrix_transpose(list, id)) {
        at[id] = swapped(x[0]);
      } else {
        for (int i = 0; i < v.arity; ++i) v.x[i] = x[i].id;
        at[id] = g.add(v);
      }
    }
  }
};

}  // namespace tapeless::core
