// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/dots_by_column.hpp>

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
template <int M, int N, product_shape P, int Diagonal, class T, class B>
[[gnu::always_inline]] inline constexpr void dots_of_tile(T const* a, B b, T* c) {
  constexpr entries_of_tile<M, N, P, Diagonal> entries;
  constexpr int parts = partial_sums<T>(1), W = native_width<T> < parts ? native_width<T> : parts,
                vectors = parts / W, left = P.k % parts;
  using V = vec<T, W>;
  fixed<V, entries.count * vectors> sum;
  each_constant<entries.count * vectors>([&](auto s) __attribute__((always_inline)) {
    sum[s] = fill<V>(adding::neutral<T>());
  });
  auto const add = [&](int k, auto v, auto lanes) __attribute__((always_inline)) {
    auto const row = [&](int i) __attribute__((always_inline)) {
      return load_part<V, lanes>(a + i * P.a_row + k + v * W);
    };
    auto const column = [&](int j) __attribute__((always_inline)) {
      return entries_of_column<P, V, lanes>(factor_at<P>(b, k + v * W, j));
    };
    auto const add_product = [&](auto i, auto j, V const& x, V const& y) __attribute__((always_inline)) {
      if constexpr (constexpr int entry = entries.number[i * N + j]; entry >= 0) {
        V& to = sum[entry * vectors + v];
        if constexpr (lanes == W) to += x * y;  // one expression: for clang one instruction
        else to += first_lanes<adding, lanes>(x * y);
      }
    };
    // The fewer ones wait in registers: g++ reads what finds none again for each product.
    fixed<V, (M < N ? M : N)> held;
    if constexpr (M < N) {
      each_constant<M>([&](auto i) __attribute__((always_inline)) { held[i] = in_register(row(i)); });
      each_constant<N>([&](auto j) __attribute__((always_inline)) {
        V const y = in_register(column(j));
        each_constant<M>([&](auto i) __attribute__((always_inline)) { add_product(i, j, held[i], y); });
      });
    } else {
      each_constant<N>([&](auto j) __attribute__((always_inline)) { held[j] = in_register(column(j)); });
      each_constant<M>([&](auto i) __attribute__((always_inline)) {
        V const x = in_register(row(i));
        each_constant<N>([&](auto j) __attribute__((always_inline)) { add_product(i, j, x, held[j]); });
      });
    }
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
template <int M, int N, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void dots_of_strip(T const* a, B b, T* c) {
  constexpr int last = P.n % N;
  for (int j = 0; j + N <= P.n; j += N) dots_of_tile<M, N, P, 0>(a, factor_at<P>(b, 0, j), c + j);
  if constexpr (last > 0) dots_of_tile<M, last, P, 0>(a, factor_at<P>(b, 0, P.n - last), c + (P.n - last));
}
/// One tile of C, unless nobody reads it: from row `Row` and column `Column` on, the latter B's first.
template <int Row, int M, int Column, int N, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void dots_that_are_read(T const* a, B b, T* c) {
  if constexpr (entries_of_tile<M, N, P, Column - Row>{}.count > 0) {
    dots_of_tile<M, N, P, Column - Row>(a + Row * P.a_row, b, c + (Row * P.n + Column));
  } else {
    for (int i = 0; i < M; ++i)
      for (int j = 0; j < N; ++j) c[(Row + i) * P.n + Column + j] = T{};
  }
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
template <product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void rows_by_rows(T const* a, B b, T* c) {
  constexpr int parts = partial_sums<T>(1);
  if (!has_lanes<T> || std::is_constant_evaluated()) {
    for (int i = 0; i < P.m; ++i)
      for (int j = 0; j < P.n; ++j) {
        fixed<T, parts> sum;
        for (int l = 0; l < parts; ++l) sum[l] = fill<T>(adding::neutral<scalar_of<T>>());
        for (int k = 0; k < P.k; ++k)
          sum[k % parts] = plus(sum[k % parts], times(entry_of(factor_at<P>(b, k, j)), a[i * P.a_row + k]));
        c[i * P.n + j] = folded<adding, parts>(sum);
      }
  } else if constexpr (has_lanes<T>) {
    constexpr int vectors = native_width<T> < parts ? parts / native_width<T> : 1;
    constexpr int sums = sums_in_registers / vectors;
    constexpr int rows = sums >= 25 ? 5 : sums >= 12 ? 3 : sums >= 6 ? 2 : 1, columns = sums / rows;
    constexpr int N = (P.n + (P.n + columns - 1) / columns - 1) / ((P.n + columns - 1) / columns);
    constexpr int M = rows < P.m ? rows : P.m, last = P.m % M;
    if constexpr (is_formed<B> && M < 4) {
      if constexpr (leaves_out_unread(P)) {
        each_constant<P.n>([&](auto j) __attribute__((always_inline)) {
          dots_down_column<j, P>(a, factor_at<P>(b, 0, j), c + j);
        });
      } else {
        for (int j = 0; j < P.n; ++j) dots_down_column<0, all_read(P)>(a, factor_at<P>(b, 0, j), c + j);
      }
    } else if constexpr (leaves_out_unread(P)) {
      each_tile<P.m, M>([&](auto i, auto height) __attribute__((always_inline)) {
        each_tile<P.n, N>([&](auto j, auto width) __attribute__((always_inline)) {
          dots_that_are_read<i, height, j, width, P>(a, factor_at<P>(b, 0, j), c);
        });
      });
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
