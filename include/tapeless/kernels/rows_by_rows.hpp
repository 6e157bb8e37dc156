// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/dots.hpp>
#include <tapeless/kernels/pack.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Whether a product is one of a few long rows by rows: lanes run along the rows, in as many partial sums as
/// a dot product has, and B is not turned.
constexpr bool is_rows_by_rows(product_shape const& p) {
  if (p.runs_in_a() || p.runs_in_b()) return false;
  return p.a_column == 1 && p.b_row == 1 && p.m > 1 && p.n > 1 && p.m <= 16 && p.n <= 64 && p.k >= 64;
}

/// The entries of a tile of C that are read, counted through: its own diagonal 0 is diagonal `Diagonal`
/// of C.
template <int M, int N, product_shape P, int Diagonal>
struct entries_of_tile {
  int count = 0;
  fixed<int, M * N> number{};
  constexpr entries_of_tile() {
    for (int i = 0; i < M; ++i)
      for (int j = 0; j < N; ++j) {
        bool const is_read = P.c.has(Diagonal + j - i);
        number[i * N + j] = is_read ? count++ : -1;
      }
  }
};
/// M × N dots of rows, side by side in registers: C[i, j] = Σ A[i, k] B[j, k]. What is not read is 0.
template <int M, int N, product_shape P, int Diagonal, class T>
[[gnu::always_inline]] inline constexpr void dots_of_tile(T const* a, T const* b, T* c) {
  constexpr entries_of_tile<M, N, P, Diagonal> entries;
  constexpr int parts = partial_sums<T>(1), W = native_width<T> < parts ? native_width<T> : parts,
                vectors = parts / W, left = P.k % parts;
  using V = vec<T, W>;
  fixed<V, entries.count * vectors> sum;
  each_constant<entries.count * vectors>([&](auto s) __attribute__((always_inline)) {
    sum[s] = fill<V>(adding::neutral<T>());
  });
  auto const add = [&](int k, auto v, auto lanes) __attribute__((always_inline)) {
    fixed<V, N> column;
    each_constant<N>([&](auto j) __attribute__((always_inline)) {
      column[j] = load_part<V, lanes>(b + j * P.b_column + k + v * W);
    });
    each_constant<M>([&](auto i) __attribute__((always_inline)) {
      V const row = load_part<V, lanes>(a + i * P.a_row + k + v * W);
      each_constant<N>([&](auto j) __attribute__((always_inline)) {
        if constexpr (constexpr int entry = entries.number[i * N + j]; entry >= 0) {
          V& to = sum[entry * vectors + v];
          if constexpr (lanes == W) to += row * column[j];  // one expression: for clang one instruction
          else to += first_lanes<adding, lanes>(row * column[j]);
        }
      });
    });
  };
  for (int k = 0; k + parts <= P.k; k += parts)
    each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
      add(k, v, std::integral_constant<int, W>{});
    });
  if constexpr (left > 0)
    each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
      constexpr int lanes = left - v * W < 0 ? 0 : left - v * W < W ? left - v * W : W;
      if constexpr (lanes > 0) add(P.k - left, v, std::integral_constant<int, lanes>{});
    });
  fixed<V, entries.count + W> whole;
  each_constant<entries.count>([&](auto s) __attribute__((always_inline)) {
    whole[s] = folded<adding, vectors>(sum + s * vectors);
  });
  each_constant<W>([&](auto s) __attribute__((always_inline)) { whole[entries.count + s] = whole[0]; });
  constexpr int groups = (entries.count + W - 1) / W;
  alignas(64) fixed<T, groups * W> total;
  each_constant<groups>([&](auto g) __attribute__((always_inline)) {
    store(total + g * W, sums_of_lanes<W, 1>(whole + g * W));
  });
  if constexpr (entries.count == M * N) {
    for (int i = 0; i < M; ++i)
      for (int j = 0; j < N; ++j) c[i * P.n + j] = total[i * N + j];
  } else {
    each_constant<M * N>([&](auto s) __attribute__((always_inline)) {
      constexpr int entry = entries.number[s];
      c[s / N * P.n + s % N] = entry < 0 ? T{} : total[entry < 0 ? 0 : entry];
    });
  }
}
/// A few rows of A times all of B.
template <int M, int N, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void dots_of_strip(T const* a, T const* b, T* c) {
  constexpr int last = P.n % N;
  for (int j = 0; j + N <= P.n; j += N) dots_of_tile<M, N, P, 0>(a, b + j * P.b_column, c + j);
  if constexpr (last > 0) dots_of_tile<M, last, P, 0>(a, b + (P.n - last) * P.b_column, c + (P.n - last));
}
/// The same from row `Row` of A on, without the tiles of C that nobody reads.
template <int Row, int M, int N, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void dots_that_are_read(T const* a, T const* b, T* c) {
  each_constant<(P.n + N - 1) / N>([&](auto tile) __attribute__((always_inline)) {
    constexpr int j = tile * N, columns = P.n - j < N ? P.n - j : N;
    if constexpr (entries_of_tile<M, columns, P, j - Row>{}.count > 0) {
      dots_of_tile<M, columns, P, j - Row>(a + Row * P.a_row, b + j * P.b_column, c + (Row * P.n + j));
    } else {
      for (int i = 0; i < M; ++i)
        for (int l = 0; l < columns; ++l) c[(Row + i) * P.n + j + l] = T{};
    }
  });
}
constexpr product_shape all_read(product_shape p) {
  p.c = {};
  return p;
}
/// Whether a product leaves out what is not read: few entries, as each tile has code of its own.
constexpr bool leaves_out_unread(product_shape const& p) {
  return p.m * p.n <= 256 && (p.c.lower > 1 - p.m || p.c.upper < p.n - 1);
}
/// C[m, n] = A Bᵀ, row-major, for rows that are runs of memory.
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr void rows_by_rows(T const* a, T const* b, T* c) {
  constexpr int parts = partial_sums<T>(1);
  if (!has_lanes<T> || std::is_constant_evaluated()) {
    for (int i = 0; i < P.m; ++i)
      dots_one_by_one<P.n, P.k, P.b_column, parts>(b, a + i * P.a_row, c + i * P.n);
  } else if constexpr (has_lanes<T>) {
    constexpr int vectors = native_width<T> < parts ? parts / native_width<T> : 1;
    constexpr int sums = (vector_registers == 32 ? 25 : 12) / vectors;
    constexpr int rows = sums >= 25 ? 5 : sums >= 12 ? 3 : sums >= 6 ? 2 : 1, columns = sums / rows;
    constexpr int N = (P.n + (P.n + columns - 1) / columns - 1) / ((P.n + columns - 1) / columns);
    constexpr int M = rows < P.m ? rows : P.m, last = P.m % M;
    if constexpr (leaves_out_unread(P)) {
      each_constant<P.m / M>([&](auto i) __attribute__((always_inline)) {
        dots_that_are_read<i * M, M, N, P>(a, b, c);
      });
      if constexpr (last > 0) dots_that_are_read<P.m - last, last, N, P>(a, b, c);
    } else {
      constexpr product_shape all = all_read(P);
      for (int i = 0; i + M <= P.m; i += M) dots_of_strip<M, N, all>(a + i * P.a_row, b, c + i * P.n);
      if constexpr (last > 0)
        dots_of_strip<last, N, all>(a + (P.m - last) * P.a_row, b, c + (P.m - last) * P.n);
    }
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
