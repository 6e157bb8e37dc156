// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pack.hpp>
#include <tapeless/ops/diagonal.hpp>
#include <tapeless/ops/triangle.hpp>
#include <tapeless/plan/remade.hpp>
#include <tapeless/plan/taken.hpp>

namespace tapeless::core {

/// Which diagonals of its left factor a product uses, and which of its own are read: the attribute of a
/// product in a plan. 0: all.
struct product_bands {
  diagonals a, c;
  static constexpr int limit = 1 << 14;  ///< of an extent
  constexpr product_bands(diagonals of_a, diagonals of_c) : a(of_a), c(of_c) {}
  constexpr explicit product_bands(long long packed) {
    if (packed != 0) a = {field(packed, 0), field(packed, 1)}, c = {field(packed, 2), field(packed, 3)};
  }
  constexpr long long packed() const {
    long long all = 1ll << 60;
    int const from[]{a.lower, a.upper, c.lower, c.upper};
    for (int i = 0; i < 4; ++i) all |= static_cast<long long>(from[i] + limit) << 15 * i;
    return all;
  }

private:
  static constexpr int field(long long packed, int i) { return int(packed >> 15 * i & 0x7fff) - limit; }
};

/// Matrices of a listing, in the last two axes: which diagonals can differ from 0 by structure, as those
/// of a triangle or of a diagonal matrix do, and which are read at all.
template <class List>
class matrix_bands {
  List const& list_;
  sequence<bool> read_elsewhere_;  ///< by others than slices that are diagonals

public:
  sequence<diagonals> filled, read;

  constexpr explicit matrix_bands(List const& list)
      : list_(list),
        read_elsewhere_(list.size.vertices, false),
        filled(list.size.vertices, {}),
        read(list.size.vertices, diagonals{1, 0}) {
    for (int id = 0; id < list.size.vertices; ++id) filled[id] = within(id, filled_by_op(id));
    for (int r : list.results) add(r, {}), read_elsewhere_[r] = true;
    for (int id = list.size.vertices; id-- > 0;) note_reads(id);
  }
  /// The attribute of a product.
  constexpr long long of_product(int id) const {
    int const a = list_.vertices[id].x[0];
    shape const &s = list_.shape(a), &y = list_.shape(id);
    int const m = y[y.rank - 2], n = y[y.rank - 1], k = s[s.rank - 1], most = product_bands::limit;
    if (m >= most || n >= most || k >= most) return 0;
    diagonals const of_a = within(a, filled[a]), of_c = within(id, read[id]);
    bool const all = of_a == diagonals{1 - m, k - 1} && of_c == diagonals{1 - m, n - 1};
    return all ? 0 : product_bands(of_a, of_c).packed();
  }

private:
  static constexpr diagonals both(diagonals a, diagonals b) {
    return {a.lower > b.lower ? a.lower : b.lower, a.upper < b.upper ? a.upper : b.upper};
  }
  static constexpr diagonals either(diagonals a, diagonals b) {
    if (a.lower > a.upper) return b;
    if (b.lower > b.upper) return a;
    return {a.lower < b.lower ? a.lower : b.lower, a.upper > b.upper ? a.upper : b.upper};
  }
  static constexpr diagonals turned(diagonals x) { return {-x.upper, -x.lower}; }
  /// Of those that a matrix has; {1, 0} where there is none.
  constexpr diagonals within(int id, diagonals x) const {
    shape const& s = list_.shape(id);
    if (s.rank < 2) return {};
    diagonals const y = both(x, {1 - s[s.rank - 2], s[s.rank - 1] - 1});
    return y.lower > y.upper ? diagonals{1, 0} : y;
  }
  constexpr bool is(int id, operation const* op) const { return list_.vertices[id].op == op; }
  /// Whether the matrices of a vertex are those of its operand, in other numbers or another order.
  constexpr bool keeps_matrices(int id) const {
    vertex const& v = list_.vertices[id];
    shape const &s = list_.shape(id), &x = list_.shape(v.x[0]);
    if (s.rank < 2 || x.rank < 2 || s[s.rank - 1] != x[x.rank - 1] || s[s.rank - 2] != x[x.rank - 2])
      return false;
    run_of_axes const run(v.with);
    return v.op == &describe<reshape_op> || v.op == &describe<band_op> || v.op == &describe<negate_op> ||
           (v.op == &describe<broadcast_op> && run.last <= s.rank - 2) ||
           (v.op->reduces && run.last <= s.rank - 2);
  }
  /// The matrix of which entries of a flat axis are one diagonal, and that diagonal.
  constexpr bool is_diagonal(progression p, shape const& flat, int count, shape const& s,
                             int& diagonal) const {
    if (s.rank < 2 || p.axis != flat.rank - 1 || flat.rank != s.rank - 1) return false;
    int const n = s[s.rank - 2], m = s[s.rank - 1];
    if (p.step != m + 1 || flat[p.axis] != n * m) return false;
    diagonal = p.start < m ? p.start : -(p.start / m);
    diagonal_place const d(diagonal, n, m);
    return d.start == p.start && count <= d.length;
  }

  constexpr diagonals filled_by_op(int id) const {
    vertex const& v = list_.vertices[id];
    if (v.arity == 0) return is(id, &describe<zero_op>) ? diagonals{1, 0} : diagonals{};
    diagonals const x = filled[v.x[0]];
    if (v.op == &describe<band_op>)
      return both(x, {diagonal_band(v.with).lower, diagonal_band(v.with).upper});
    if (v.op == &describe<add_op> || v.op == &describe<subtract_op>) return either(x, filled[v.x[1]]);
    if (v.op == &describe<multiply_op>) return both(x, filled[v.x[1]]);
    if (is_matrix_transpose(list_, id)) return turned(x);
    if (int diagonal = 0; v.op == &describe<reshape_op> && is(v.x[0], &describe<spread_op>)) {
      vertex const& spread = list_.vertices[v.x[0]];
      shape const& from = list_.shape(spread.x[0]);
      if (is_diagonal(progression(spread.with), list_.shape(v.x[0]), from[from.rank - 1], list_.shape(id),
                      diagonal))
        return {diagonal, diagonal};
    }
    return keeps_matrices(id) ? x : diagonals{};
  }
  constexpr void add(int id, diagonals more) { read[id] = either(read[id], within(id, more)); }
  constexpr void note_reads(int id) {
    vertex const& v = list_.vertices[id];
    if (v.arity == 0) return;
    int const x = v.x[0];
    if (v.op == &describe<slice_op> && is(x, &describe<reshape_op>)) {
      int const of = list_.vertices[x].x[0], last = list_.shape(id).rank - 1;
      int diagonal = 0;
      if (is_diagonal(progression(v.with), list_.shape(x), list_.shape(id)[last], list_.shape(of), diagonal))
        return add(of, {diagonal, diagonal});
    }
    diagonals const here = read[id];
    if (v.op == &describe<band_op>)
      add(x, both(here, {diagonal_band(v.with).lower, diagonal_band(v.with).upper}));
    else if (is_matrix_transpose(list_, id)) add(x, turned(here));
    else if (keeps_matrices(id)) add(x, here);
    else if (v.op == &describe<reshape_op> && !read_elsewhere_[id]) return;
    else
      for (int i = 0; i < v.arity; ++i) add(v.x[i], v.op->elementwise ? here : diagonals{});
    for (int i = 0; i < v.arity; ++i) read_elsewhere_[v.x[i]] = true;
  }
};

/// A listing whose products know what they may leave out.
struct noting_bands {
  template <class List>
  static constexpr bool pays(List const& list) {
    bool has_band = false, has_product = false;
    for (int id = 0; id < list.size.vertices; ++id) {
      operation const* const op = list.vertices[id].op;
      has_band = has_band || op == &describe<band_op> || op == &describe<spread_op>;
      has_product = has_product || op == &describe<matmul_op>;
    }
    if (!has_band || !has_product) return false;
    matrix_bands<List> const bands(list);
    for (int id = 0; id < list.size.vertices; ++id)
      if (list.template is<matmul_op>(id) && bands.of_product(id) != 0) return true;
    return false;
  }
  template <class List>
  static constexpr void enter(List const& list, graph& g, sequence<term>& at) {
    matrix_bands<List> const bands(list);
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex v = list.vertices[id];
      for (int i = 0; i < v.arity; ++i) v.x[i] = at[v.x[i]].id;
      if (list.template is<matmul_op>(id)) v.with = bands.of_product(id);
      at[id] = g.add(v);
    }
  }
};

}  // namespace tapeless::core
