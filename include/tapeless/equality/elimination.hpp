// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/functions.hpp>

namespace tapeless::core::exact {

/// A X = B by elimination, where any pivot but 0 will do.
struct elimination_of {
  int n, m;
  sequence<image> a, x;
  image determinant;

  constexpr elimination_of(calculus& c, image const* from, int size, int columns, bool transposed, auto right)
      : n(size), m(columns), a(size * size), x(size * columns), determinant(c.whole_number(1)) {
    for (int i = 0; i < n * n; ++i) a[i] = transposed ? from[i % n * n + i / n] : from[i];
    for (int i = 0; i < n * m; ++i) x[i] = right(i);
    for (int k = 0; k < n && determinant.value != 0; ++k) eliminate(c, k);
  }

private:
  constexpr void eliminate(calculus& c, int k) {
    int row = k;
    while (row < n && a[row * n + k].value == 0) ++row;
    if (row == n) {
      determinant = image{};
      return;
    }
    if (row != k) determinant = c.negative(determinant);
    exchange(a, n, row, k);
    exchange(x, m, row, k);
    determinant = c.times(determinant, a[k * n + k]);
    image const inverse = c.inverted(a[k * n + k]);
    for (int j = k; j < n; ++j) a[k * n + j] = c.times(a[k * n + j], inverse);
    for (int j = 0; j < m; ++j) x[k * m + j] = c.times(x[k * m + j], inverse);
    for (int i = 0; i < n; ++i) {
      image const l = a[i * n + k];
      if (i == k || l.value == 0) continue;
      for (int j = k; j < n; ++j) a[i * n + j] = c.minus(a[i * n + j], c.times(l, a[k * n + j]));
      for (int j = 0; j < m; ++j) x[i * m + j] = c.minus(x[i * m + j], c.times(l, x[k * m + j]));
    }
  }
  static constexpr void exchange(sequence<image>& rows, int length, int i, int k) {
    for (int j = 0; j < length && i != k; ++j) {
      image const kept = rows[i * length + j];
      rows[i * length + j] = rows[k * length + j];
      rows[k * length + j] = kept;
    }
  }
};

/// A⁻¹ B or A⁻ᵀ B of batches of matrices, with the identity for B where there is none.
constexpr void solutions_into(calculus& c, call const& to, image* y, image const* a, image const* b) {
  matrices const s(to.y);
  int const n = s.rows, one = n * s.columns;
  bool const transposed = b && to.with != 0;
  for (int batch = 0; batch < s.count; ++batch, y += one, a += n * n) {
    elimination_of const e(c, a, n, s.columns, transposed, [&](int i) {
      return b ? b[batch * one + i] : i % (n + 1) == 0 ? c.whole_number(1) : image{};
    });
    c.sound = c.sound && e.determinant.value != 0;
    for (int i = 0; i < one; ++i) y[i] = e.x[i];
  }
}
/// The determinants of a batch of matrices.
constexpr void determinants_into(calculus& c, call const& to, image* y, image const* a) {
  matrices const s(to.x[0]);
  for (int batch = 0; batch < s.count; ++batch, a += s.rows * s.rows)
    y[batch] = elimination_of(c, a, s.rows, 0, false, [](int) { return image{}; }).determinant;
}
/// det A A⁻ᵀ
constexpr void cofactors_into(calculus& c, call const& to, image* y, image const* a) {
  matrices const s(to.y);
  int const n = s.rows;
  for (int batch = 0; batch < s.count; ++batch, y += n * n, a += n * n) {
    elimination_of const e(c, a, n, n, true,
                           [&](int i) { return i % (n + 1) == 0 ? c.whole_number(1) : image{}; });
    c.sound = c.sound && e.determinant.value != 0;
    for (int i = 0; i < n * n; ++i) y[i] = c.times(e.determinant, e.x[i]);
  }
}

}  // namespace tapeless::core::exact
