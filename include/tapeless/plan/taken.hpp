// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/select_product.hpp>
#include <tapeless/plan/strides.hpp>

namespace tapeless::core {

/// Whether a vertex exchanges the last two axes of its operand and nothing else.
template <class List>
constexpr bool is_matrix_transpose(List const& list, int id) {
  if (!list.template is<permute_op>(id)) return false;
  order const o{list.vertices[id].with};
  int const rank = list.shape(id).rank;
  for (int axis = 0; axis + 2 < rank; ++axis)
    if (o[axis] != axis) return false;
  return rank >= 2 && o[rank - 1] == rank - 2;
}

/// A product of matrices which a selection takes, or a put of products, where each row of the selection moves
/// one whole matrix: the vertices of take or put and of matmul.
struct product_by_rows {
  int selects = -1, product = -1;
  bool transposed = false;
  constexpr explicit operator bool() const { return selects >= 0; }
};
template <class List>
constexpr bool moves_matrices(List const& list, product_by_rows of, shape const& moved, int entries) {
  shape const &s = list.shape(list.vertices[of.selects].x[0]), &y = list.shape(of.product);
  return s.rank == 2 && moved[moved.rank - 1] == entries && moved.size() == s[0] * entries &&
         y.size() == s[0] * (y[y.rank - 2] * y[y.rank - 1]);
}
/// matmul(take(s, w), x), where the matrices of w are no smaller than those of x; through a transpose too.
template <class List>
constexpr product_by_rows product_of_taken(List const& list, int id) {
  if (!list.template is<matmul_op>(id)) return {};
  int at = list.vertices[id].x[0];
  shape const &a = list.shape(at), &y = list.shape(id);
  int const m = a[a.rank - 2], l = a[a.rank - 1];
  bool const transposed = is_matrix_transpose(list, at);
  if (transposed) at = list.vertices[at].x[0];
  if (list.template is<reshape_op>(at)) at = list.vertices[at].x[0];
  product_by_rows const found{at, id, transposed && m > 1};
  bool const fits = list.template is<take_op>(at) && l > 1 && y[y.rank - 1] <= m &&
                    moves_matrices(list, found, list.shape(at), m * l);
  return fits ? found : product_by_rows{};
}
/// matmul(transpose(w), put(s, g)), where s takes few of the rows of w, which lie in memory: the vertex of
/// put, or -1.
template <class List>
constexpr int product_with_put(List const& list, int id) {
  if (!list.template is<matmul_op>(id)) return -1;
  int const at = list.vertices[id].x[1];
  if (!list.template is<put_op>(at) || !is_matrix_transpose(list, list.vertices[id].x[0])) return -1;
  shape const &s = list.shape(list.vertices[at].x[0]), &y = list.shape(id);
  return s.rank == 2 && y.rank == 2 && 2 * s[0] <= s[1] ? at : -1;
}
/// put(s, matmul(a, b)), where nothing else reads the products.
template <class List>
constexpr product_by_rows put_of_product(List const& list, int id) {
  if (!list.template is<put_op>(id)) return {};
  int at = list.vertices[id].x[1];
  shape const& g = list.shape(at);
  if (list.template is<reshape_op>(at)) at = list.vertices[at].x[0];
  if (!list.template is<matmul_op>(at)) return {};
  shape const& y = list.shape(at);
  product_by_rows const found{id, at};
  return moves_matrices(list, found, g, y[y.rank - 2] * y[y.rank - 1]) ? found : product_by_rows{};
}

}  // namespace tapeless::core
