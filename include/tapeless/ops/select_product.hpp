// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/product_rows.hpp>
#include <tapeless/kernels/product_sum.hpp>
#include <tapeless/kernels/sum_of_rows.hpp>
#include <tapeless/ops/select.hpp>

namespace tapeless::core {

// Products of matrices that a selection takes, and products that it puts back. A plan writes them for take
// and matmul, matmul and put: neither what is taken nor what is put is ever held for all rows.

/// The rows of a selection by their columns, in order: those of none first.
template <int Rows, int Columns>
struct rows_by_column {
  fixed<int, Columns + 2> from{};  ///< where the rows of each column begin
  fixed<int, Rows> sorted{};
  template <class T>
  constexpr explicit rows_by_column(T const* s) {
    for (int row = 0; row < Rows; ++row) ++from[1 + static_cast<int>(s[row])];
    for (int i = 1; i <= Columns; ++i) from[i] += from[i - 1];
    from[Columns + 1] = Rows;
    for (int row = Rows; row-- > 0;) sorted[--from[1 + static_cast<int>(s[row])]] = row;
  }
  constexpr int const* of(int column) const { return sorted + from[column + 1]; }
  constexpr int count(int column) const { return from[column + 2] - from[column + 1]; }
};

/// (S w) x, row by row of S: one of n matrices times one of x; a row that takes none is zero times x.
/// [k, n] [.., n, m l] [.., l, p] → [.., m, p]   with = whether rows may be zero | w holds transposes << 1
struct taken_product_op {
  static constexpr phrase name = "taken product";
  static constexpr long long transposed = 2;
  static constexpr long long flops(call const& c) {
    return 2ll * c.y.size() * c.x[2][c.x[2].rank - 2] - c.y.size();
  }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* s, T const* w, T const* x) {
    constexpr int m = C.y[C.y.rank - 2], p = C.y[C.y.rank - 1], l = C.x[2][C.x[2].rank - 2];
    constexpr bool turned = (C.with & transposed) != 0;
    constexpr product_shape one{m, p, l, turned ? 1 : l, turned ? m : 1, p, 1};
    constexpr int rows = C.x[0][0], n = C.x[0][1];
    if constexpr (p == 1 && !turned && pays_by_column(rows, n, m * l)) {
      rows_by_column<rows, n> const by(s);
      for (int i = 0; i < n; ++i) product_rows<m, l>(w + i * (m * l), x, by.of(i), by.count(i), y);
      for (int i = 0; i < by.count(-1); ++i)
        multiply_zero<m, l, p>(x + by.of(-1)[i] * l, y + by.of(-1)[i] * m);
    } else {
      for (int row = 0; row < rows; ++row, y += m * p, x += l * p) {
        int const column = static_cast<int>(s[row]);
        if (column >= 0) product<one>(w + column * (m * l), x, y);
        else if constexpr ((C.with & 1) != 0) multiply_zero<m, l, p>(x, y);
      }
    }
  }

private:
  /// Whether a matrix has so many rows that it is turned for them, on the stack.
  static constexpr bool pays_by_column(int rows, int n, int entries) {
    return rows >= 4 * n && entries <= 2048;
  }
  template <int M, int L, int P, class T>
  static constexpr void multiply_zero(T const* x, T* y) {
    for (int j = 0; j < P; ++j) {
      T total = times(T{}, x[j]);
      for (int l = 1; l < L; ++l) total = plus(total, times(T{}, x[l * P + j]));
      for (int i = 0; i < M; ++i) y[i * P + j] = total;
    }
  }
};

/// (S w)ᵀ g for a column g: the rows of w that S takes, each times its entry of g, added in the order of the
/// rows of S, of which none is zero.   [k, n] [n, m] [k, 1] → [m, 1]
struct taken_sum_op {
  static constexpr phrase name = "taken sum";
  static constexpr long long flops(call const& c) { return 2ll * c.x[0][0] * c.y.size(); }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* s, T const* w, T const* g) {
    constexpr int rows = C.x[0][0], m = C.y.size();
    fixed<int, rows> from;
    for (int row = 0; row < rows; ++row) from[row] = static_cast<int>(s[row]) * m;
    sum_of_rows<m, rows>(w, from, g, y);
  }
};

/// Sᵀ (a b), where the products a b, row by row of S, are added in the order of the rows.
/// [k, n] [.., m, l] [.., l, p] → [.., n, m p]   with = whether rows may be zero, or meet
struct put_product_op {
  static constexpr phrase name = "put product";
  static constexpr long long flops(call const& c) {
    return 2ll * c.x[1].size() * c.x[2][c.x[2].rank - 1] + c.y.size();
  }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* s, T const* a, T const* b) {
    constexpr int rows = C.x[0][0], m = C.x[1][C.x[1].rank - 2], l = C.x[1][C.x[1].rank - 1],
                  p = C.x[2][C.x[2].rank - 1], n = C.y.size() / (m * p);
    constexpr product_shape one{m, p, l, l, 1, p, 1};
    if constexpr (C.with != 0) {
      rows_by_column<rows, n> const by(s);
      for (int i = 0; i < n; ++i, y += m * p) sum_of_products<one>(a, b, by.of(i), by.count(i), y);
    } else {
      for (int i = 0; i < C.y.size(); ++i) y[i] = T{};
      for (int row = 0; row < rows; ++row, a += m * l, b += l * p)
        if (int const column = static_cast<int>(s[row]); column >= 0)
          product<one>(a, b, y + column * (m * p));
    }
  }
};

}  // namespace tapeless::core
