// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/product_sum.hpp>
#include <tapeless/ops/select.hpp>

namespace tapeless::core {

// Products of matrices that a selection takes, and products that it puts back. A plan writes them for take
// and matmul, matmul and put: neither what is taken nor what is put is ever held for all rows.

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
    for (int row = 0; row < C.x[0][0]; ++row, y += m * p, x += l * p) {
      int const column = static_cast<int>(s[row]);
      if (column >= 0) product<one>(w + column * (m * l), x, y);
      else if constexpr ((C.with & 1) != 0) multiply_zero<m, l, p>(x, y);
    }
  }

private:
  template <int M, int L, int P, class T>
  static constexpr void multiply_zero(T const* x, T* y) {
    for (int j = 0; j < P; ++j) {
      T total = times(T{}, x[j]);
      for (int l = 1; l < L; ++l) total = plus(total, times(T{}, x[l * P + j]));
      for (int i = 0; i < M; ++i) y[i * P + j] = total;
    }
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
      fixed<int, n + 1> from{};  // where the rows of each column begin, those of none before them
      fixed<int, rows> sorted{};
      for (int row = 0; row < rows; ++row) ++from[1 + static_cast<int>(s[row])];
      for (int i = 1; i <= n; ++i) from[i] += from[i - 1];
      for (int row = rows; row-- > 0;) sorted[--from[1 + static_cast<int>(s[row])]] = row;
      for (int i = 1; i <= n; ++i, y += m * p)
        sum_of_products<one>(a, b, sorted + from[i], (i < n ? from[i + 1] : rows) - from[i], y);
    } else {
      for (int i = 0; i < C.y.size(); ++i) y[i] = T{};
      for (int row = 0; row < rows; ++row, a += m * l, b += l * p)
        if (int const column = static_cast<int>(s[row]); column >= 0)
          product<one>(a, b, y + column * (m * p));
    }
  }
};

}  // namespace tapeless::core
