// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/dots.hpp>
#include <tapeless/kernels/factor.hpp>

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
/// Vectors of sums that registers hold beside what is multiplied.
inline constexpr int sums_in_registers = vector_registers == 32 ? 25 : 12;
/// M × N dots of rows, side by side in registers: C[i, j] = Σ A[i, k] B[j, k]. What is not read is 0. Where
/// registers do not hold the partial sums of all, one vector of them is computed after another.
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
  constexpr int at_once = entries.count * vectors <= sums_in_registers ? vectors : 1;
  each_constant<vectors / at_once>([&](auto pass) __attribute__((always_inline)) {
    for (int k = 0; k + parts <= P.k; k += parts)
      each_constant<at_once>([&](auto v) __attribute__((always_inline)) {
        add(k, std::integral_constant<int, pass * at_once + v>{}, std::integral_constant<int, W>{});
      });
    each_constant<at_once>([&](auto v) __attribute__((always_inline)) {
      constexpr int vector = pass * at_once + v, rest = left - vector * W, lanes = rest < W ? rest : W;
      if constexpr (lanes > 0)
        add(P.k - left, std::integral_constant<int, vector>{}, std::integral_constant<int, lanes>{});
    });
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
/// Calls act(first, count) for so many numbers in runs of at most `Most`, about equally long, as constants.
template <int Numbers, int Most>
[[gnu::always_inline]] inline constexpr void each_run(auto act) {
  if constexpr (Numbers > 0) {
    constexpr int runs = (Numbers + Most - 1) / Most, least = Numbers / runs, longer = Numbers % runs;
    each_constant<runs>([&](auto r) __attribute__((always_inline)) {
      act(std::integral_constant<int, r * least + (r < longer ? int(r) : longer)>{},
          std::integral_constant<int, least + (r < longer ? 1 : 0)>{});
    });
  }
}
/// The columns [J, J + N) of C: tiles cover the rows of which some entry is read, the others are 0.
template <int J, int N, int Sums, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void dots_that_are_read(T const* a, B b, T* c) {
  constexpr auto within = [](int row, int most) { return row < 0 ? 0 : row < most ? row : most; };
  constexpr int end = within(J + N - P.c.lower, P.m), begin = within(J - P.c.upper, end);
  auto const clear = [&](int from, int to) __attribute__((always_inline)) {
    for (int i = from; i < to; ++i)
      for (int j = 0; j < N; ++j) c[i * P.n + j] = T{};
  };
  clear(0, begin);
  each_run<end - begin, Sums / N>([&](auto i, auto rows) __attribute__((always_inline)) {
    constexpr int row = begin + i;
    dots_of_tile<rows, N, P, J - row>(a + row * P.a_row, b, c + row * P.n);
  });
  clear(end, P.m);
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
    // A formed column serves as many rows as registers hold a vector of sums for.
    constexpr int vectors = is_formed<B> || native_width<T> >= parts ? 1 : parts / native_width<T>;
    constexpr int sums = sums_in_registers / vectors;
    constexpr int rows = sums >= 25 ? 5 : sums >= 12 ? (is_formed<B> ? 4 : 3) : sums >= 6 ? 2 : 1;
    constexpr int columns = sums / rows;
    constexpr int N = (P.n + (P.n + columns - 1) / columns - 1) / ((P.n + columns - 1) / columns);
    constexpr int M = rows < P.m ? rows : P.m, last = P.m % M;
    if constexpr (leaves_out_unread(P)) {
      each_run<P.n, N>([&](auto j, auto width) __attribute__((always_inline)) {
        dots_that_are_read<j, width, sums, P>(a, factor_at<P>(b, 0, j), c + j);
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
