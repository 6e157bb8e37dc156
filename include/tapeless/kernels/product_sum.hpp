// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/product.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

// C = Σ A B over some of many products, whose numbers are told: of matrices that lie one after another. Sums
// begin as 0 and run over the products, and within them over k, in order.

/// Rows × vectors of C in registers.
template <int Rows, int Vectors, int Tail, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_sum_tile(T const* a, T const* b, int const* which,
                                                              int count, T* c) {
  constexpr int W = width_of<V>;
  fixed<V, Rows * Vectors> sum{};
  for (int r = 0; r < count; ++r) {
    T const *const from_a = a + which[r] * (P.m * P.k), *const from_b = b + which[r] * (P.k * P.n);
    for (int k = 0; k < P.k; ++k) {
      fixed<V, Vectors> row;
      each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
        row[j] = load_part<V, (j == Vectors - 1 ? Tail : W)>(from_b + k * P.n + j * W);
      });
      each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
        V const s = fill<V>(from_a[i * P.k + k]);
        each_constant<Vectors>([&](auto j)
                                   __attribute__((always_inline)) { sum[i * Vectors + j] += s * row[j]; });
      });
    }
  }
  each_constant<Rows * Vectors>([&](auto i) __attribute__((always_inline)) {
    constexpr int at = i % Vectors;
    store_part<(at == Vectors - 1 ? Tail : W)>(c + i / Vectors * P.n + at * W, sum[i]);
  });
}
/// All rows of some columns.
template <int Columns, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_sum_strip(T const* a, T const* b, int const* which,
                                                               int count, T* c) {
  constexpr int W = width_of<V>, vectors = (Columns + W - 1) / W, tail = Columns - (vectors - 1) * W;
  constexpr int sums = vector_registers == 32 ? 24 : 12, most = sums / vectors < P.m ? sums / vectors : P.m;
  constexpr int blocks = (P.m + most - 1) / most, rows = (P.m + blocks - 1) / blocks,
                last = P.m - (blocks - 1) * rows;
  int i = 0;
  for (; i < P.m - last; i += rows)
    product_sum_tile<rows, vectors, tail, V, P>(a + i * P.k, b, which, count, c + i * P.n);
  product_sum_tile<last, vectors, tail, V, P>(a + i * P.k, b, which, count, c + i * P.n);
}
/// The sum of `count` products.
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr void sum_of_products(T const* a, T const* b, int const* which,
                                                             int count, T* c) {
  if (!has_lanes<T> || std::is_constant_evaluated()) {
    for (int i = 0; i < P.m * P.n; ++i) c[i] = T{};
    for (int r = 0; r < count; ++r)
      for (int i = 0; i < P.m; ++i)
        for (int j = 0; j < P.n; ++j)
          for (int k = 0; k < P.k; ++k)
            c[i * P.n + j] = plus(
                c[i * P.n + j], times(a[(which[r] * P.m + i) * P.k + k], b[(which[r] * P.k + k) * P.n + j]));
  } else if constexpr (has_lanes<T>) {
    constexpr int W = width_for<T>(P.n), vectors = (P.n + W - 1) / W;
    constexpr int columns = vectors_in_tile<P>(vectors) * W, whole = P.n / columns * columns;
    using V = vec<T, W>;
    for (int j = 0; j < whole; j += columns) product_sum_strip<columns, V, P>(a, b + j, which, count, c + j);
    if constexpr (constexpr int left = P.n - whole; left > 0)
      product_sum_strip<left, V, P>(a, b + whole, which, count, c + whole);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
