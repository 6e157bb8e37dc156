// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/product.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

// y = W x for some of many vectors, whose numbers are told: W is turned once for all of them. Sums run over
// the entries of a row in order.

/// `Rows` of these vectors, `Columns` entries of each, in registers.
template <int Rows, int Columns, int M, int L, class T>
[[gnu::always_inline]] inline constexpr void product_rows_tile(T const* turned, T const* x, int const* which,
                                                               T* y) {
  constexpr int W = width_for<T>(Columns), vectors = (Columns + W - 1) / W,
                tail = Columns - (vectors - 1) * W;
  using V = vec<T, W>;
  fixed<V, Rows * vectors> sum;
  fixed<T const*, Rows> from;
  each_constant<Rows>([&](auto r) __attribute__((always_inline)) { from[r] = x + which[r] * L; });
  auto const add = [&](int k, auto first) __attribute__((always_inline)) {
    fixed<V, vectors> column;
    each_constant<vectors>([&](auto j) __attribute__((always_inline)) {
      column[j] = load_part<V, (j == vectors - 1 ? tail : W)>(turned + k * M + j * W);
    });
    each_constant<Rows>([&](auto r) __attribute__((always_inline)) {
      V const s = fill<V>(from[r][k]);
      each_constant<vectors>([&](auto j) __attribute__((always_inline)) {
        if constexpr (first) sum[r * vectors + j] = s * column[j];
        else sum[r * vectors + j] += s * column[j];
      });
    });
  };
  add(0, std::true_type{});
  for (int k = 1; k < L; ++k) add(k, std::false_type{});
  each_constant<Rows>([&](auto r) __attribute__((always_inline)) {
    each_constant<vectors>([&](auto j) __attribute__((always_inline)) {
      store_part<(j == vectors - 1 ? tail : W)>(y + which[r] * M + j * W, sum[r * vectors + j]);
    });
  });
}
/// `Columns` entries of all these vectors, eight at a time where registers hold their sums, then four.
template <int Columns, int M, int L, class T>
[[gnu::always_inline]] inline constexpr void product_rows_strip(T const* turned, T const* x, int const* which,
                                                                int count, T* y) {
  int r = 0;
  if constexpr (vector_registers == 32 && Columns <= 2 * native_width<T>)
    for (; r + 8 <= count; r += 8) product_rows_tile<8, Columns, M, L>(turned, x, which + r, y);
  for (; r + 4 <= count; r += 4) product_rows_tile<4, Columns, M, L>(turned, x, which + r, y);
  if (r + 2 <= count) product_rows_tile<2, Columns, M, L>(turned, x, which + r, y), r += 2;
  if (r < count) product_rows_tile<1, Columns, M, L>(turned, x, which + r, y);
}
/// W x for `count` of many vectors x.
template <int M, int L, class T>
[[gnu::always_inline]] inline constexpr void product_rows(T const* w, T const* x, int const* which, int count,
                                                          T* y) {
  if (!has_lanes<T> || std::is_constant_evaluated()) {
    for (int r = 0; r < count; ++r)
      product_one_by_one<product_shape{M, 1, L, L, 1, 1, 1}>(w, x + which[r] * L, y + which[r] * M);
  } else if constexpr (has_lanes<T>) {
    constexpr int most = (vector_registers == 32 ? 4 : 2) * native_width<T>, whole = M / most * most;
    if (count == 0) return;
    alignas(64) fixed<T, M * L> turned;
    pack_columns<product_shape{1, M, L, L, 1, 1, L}, M, L>(w, &turned[0]);
    for (int i = 0; i < whole; i += most) product_rows_strip<most, M, L>(&turned[i], x, which, count, y + i);
    if constexpr (constexpr int left = M - whole; left > 0)
      product_rows_strip<left, M, L>(&turned[whole], x, which, count, y + whole);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
