// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/ops/contract.hpp>
#include <tapeless/plan/loop.hpp>
#include <tapeless/plan/taken.hpp>

namespace tapeless::core {

// A right factor that one cheap operation makes of tensors of far fewer numbers, as x - μ for every component
// of a mixture, is not stored: products form its entries as they read them, which costs less than to move
// them through the caches.

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

/// Products of a listing, of which `at` tells where every vertex is read.
template <auto const& List, class At>
class factors {
  At const& at_;

public:
  constexpr explicit factors(At const& at) : at_(at) {}

  /// The shape of a product whose factors are stored.
  constexpr bool shape_of(int id, product_shape& p) const { return shape_of(id, at_[right(id)].view, p); }
  /// The shape of one whose right factor is formed: its strides are as if it were stored, and beside them are
  /// those of what it is formed of.
  constexpr bool shape_of_formed(int id, product_shape& p) const {
    int const formed = at_[right(id)].view.of, last = List.shape(formed).rank - 1;
    if (!shape_of(id, p)) return false;
    for (int i = 0; i < 2; ++i) {
      strided x = at_[List.vertices[formed].x[i]].view;
      if (right(id) != formed) {
        int const row = x.stride[last - 1];
        x.stride[last - 1] = x.stride[last], x.stride[last] = row;
      }
      product_shape q;
      if (!shape_of(id, x, q)) return false;
      (i == 0 ? p.first : p.second) = {q.b_row, q.b_column, q.b_next};
    }
    return true;
  }
  /// Whether a vertex, which is the right factor of some product, is better formed than stored.
  constexpr bool pays_formed(int id) const {
    vertex const& v = List.vertices[id];
    bool const cheap =
        v.op == &describe<add_op> || v.op == &describe<subtract_op> || v.op == &describe<multiply_op>;
    int const size = List.shape(id).size();
    if (!cheap || size <= numbers_in_first_cache) return false;
    for (int r : List.results)
      if (at_[r].view.of == id) return false;
    for (int i = 0; i < 2; ++i) {
      int const from = at_[v.x[i]].view.of, operands = List.vertices[from].arity;
      bool const in_memory = operands > 0 || List.template is<variable_op>(from);
      if (!in_memory || 4 * List.shape(from).size() > size) return false;
    }
    for (int user = id + 1; user < List.size.vertices; ++user)
      for (int i = 0; i < List.vertices[user].arity; ++i)
        if (at_[List.vertices[user].x[i]].view.of == id && !may_read(user, i, id)) return false;
    return true;
  }

private:
  static constexpr int right(int id) { return List.vertices[id].x[1]; }
  constexpr bool shape_of(int id, strided const& right_view, product_shape& p) const {
    int const a = List.vertices[id].x[0];
    return product_of(at_[a].view, List.shape(a), right_view, List.shape(right(id)), p);
  }
  constexpr bool is_transpose_of(int user, int id) const {
    return is_matrix_transpose(List, user) && !at_[user].copied && List.vertices[user].x[0] == id;
  }
  /// Whether a vertex may read operand i, a formed one: as its transpose, or as a product whose kernel finds
  /// along its lanes runs of memory, or one number. Others would form each entry too often.
  constexpr bool may_read(int user, int i, int id) const {
    int const x = List.vertices[user].x[i];
    if (is_transpose_of(user, id)) return true;
    if (!List.template is<matmul_op>(user) || i != 1 || (x != id && !is_transpose_of(x, id))) return false;
    product_shape p;
    if (!shape_of_formed(user, p) || p.m < 4 || p.m > 32) return false;
    auto const fits = [](int a, int b) { return (a == 0 || a == 1) && (b == 0 || b == 1); };
    if (is_rows_by_rows(p)) return p.m * p.n <= 256 && fits(p.first.row, p.second.row);
    return p.b_column == 1 && p.n >= 64 && fits(p.first.column, p.second.column);
  }
};

}  // namespace tapeless::core
