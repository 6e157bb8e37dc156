// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <bit>
#include <tapeless/kernels/lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The diagonals of a matrix, j - i, from one to another: unless it is said, all of them.
struct diagonals {
  int lower = -(1 << 28), upper = 1 << 28;
  constexpr bool has(int diagonal) const { return lower <= diagonal && diagonal <= upper; }
  friend constexpr bool operator==(diagonals const&, diagonals const&) = default;
};
/// How far apart rows and columns lie of what a right factor is formed of, and one factor from the next.
struct factor_strides {
  int row = 0, column = 0, next = 0;
  friend constexpr bool operator==(factor_strides const&, factor_strides const&) = default;
};
/// The entries of an axis in runs of `length`, `apart` from the first of one to that of the next; length 0:
/// one run. Windows of an image are rows and columns in runs.
struct axis_runs {
  int length = 0, apart = 0;
  constexpr explicit operator bool() const { return length > 0; }
  /// How far entry i is from the first, where neighbours in a run are `stride` apart.
  constexpr int operator()(int i, int stride) const {
    return length > 0 ? i / length * apart + i % length * stride : i * stride;
  }
  friend constexpr bool operator==(axis_runs const&, axis_runs const&) = default;
};
/// A matrix product C[m, n] = A[m, k] B[k, n] for constant shapes, over matrices at constant distances:
/// transposes and slices are distances. C is row-major.
struct product_shape {
  int m = 1, n = 1, k = 1;
  int a_row = 0, a_column = 0;  ///< from one row, one column of A to the next
  int b_row = 0, b_column = 0;
  int count = 1, a_next = 0, b_next = 0;   ///< products, and from one's operands to the next's
  diagonals a = {}, c = {};                ///< what of A is not 0 by structure, and what of C is read
  factor_strides first = {}, second = {};  ///< of a B that is formed: its own are as if it were stored
  axis_runs a_rows = {}, a_columns = {}, b_rows = {}, b_columns = {};
  /// Where an entry of A lies, and one of B.
  constexpr int in_a(int i, int l) const { return a_rows(i, a_row) + a_columns(l, a_column); }
  constexpr int in_b(int l, int j) const { return b_rows(l, b_row) + b_columns(j, b_column); }
  constexpr bool runs_in_a() const { return a_rows || a_columns; }
  constexpr bool runs_in_b() const { return b_rows || b_columns; }
  friend constexpr bool operator==(product_shape const&, product_shape const&) = default;
};

/// W × W entries of B, read by columns, as rows.
template <int W, class T>
[[gnu::always_inline]] inline constexpr void transpose_square(T const* from, int apart, T* to, int row) {
  using V = vec<T, W>;
  fixed<V, W> v;
  each_constant<W>([&](auto i) __attribute__((always_inline)) { v[i] = load<V>(from + i * apart); });
  // exchange blocks of half the size across the diagonal, then halves of those
  [&]<int... S>(std::integer_sequence<int, S...>) __attribute__((always_inline)) {
    [[maybe_unused]] auto const exchange = [&](auto half) __attribute__((always_inline)) {
      each_constant<W>([&](auto i) __attribute__((always_inline)) {
        constexpr int h = half;
        if constexpr ((i & h) == 0) {
          V const upper = v[i], lower = v[i + h];
          v[i] = [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
            return math::shuffled<((L & h) == 0 ? L : W + L - h)...>(upper, lower);
          }
          (std::make_integer_sequence<int, W>{});
          v[i + h] = [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
            return math::shuffled<((L & h) == 0 ? L + h : W + L)...>(upper, lower);
          }
          (std::make_integer_sequence<int, W>{});
        }
      });
    };
    (exchange(std::integral_constant<int, W / (2 << S)>{}), ...);
  }
  (std::make_integer_sequence<int, (W == 1 ? 0 : W == 2 ? 1 : W == 4 ? 2 : W == 8 ? 3 : 4)>{});
  each_constant<W>([&](auto i) __attribute__((always_inline)) { store(to + i * row, v[i]); });
}
/// The first `Depth` rows of `Count` columns of B, one after another. Where B lies by columns, squares are
/// turned in registers, of which the last ones overlap others.
template <product_shape P, int Count, int Depth, class T>
[[gnu::always_inline]] inline constexpr void pack_columns(T const* b, T* to) {
  constexpr int fewer = Count < Depth ? Count : Depth,
                W = fewer < native_width<T> ? int(std::bit_floor(unsigned(fewer))) : native_width<T>;
  if constexpr (P.b_row == 1 && P.b_column != 1 && W > 1) {
    auto const from = [](int i, int size) { return i + W <= size ? i : size - W; };
    for (int j = 0; j < Count; j += W)
      for (int k = 0; k < Depth; k += W) {
        int const row = from(k, Depth), column = from(j, Count);
        transpose_square<W>(b + row + column * P.b_column, P.b_column, to + row * Count + column, Count);
      }
  } else {
    for (int k = 0; k < Depth; ++k)
      for (int j = 0; j < Count; ++j) to[k * Count + j] = b[k * P.b_row + j * P.b_column];
  }
}

/// Whether B, read by columns, is made of squares that are turned in registers.
template <product_shape P, class T>
inline constexpr bool turns_squares = P.b_row == 1 && P.n == width_for<T>(P.n) && P.k % P.n == 0;
/// Whether B's entries are few enough to be gathered one by one.
template <product_shape P, class T>
inline constexpr bool gathers_b =
    P.b_column != 1 && P.n <= native_width<T> && P.k <= 8 && !turns_squares<P, T>;
/// Whether B is packed: where its rows are no runs of memory, or lie so far apart that they share cache
/// lines.
template <product_shape P, class T>
inline constexpr bool packs_b = (P.b_column != 1 && !gathers_b<P, T>) ||
                                (P.b_column == 1 && P.b_row * int(sizeof(T)) >= 1024 &&
                                 P.k * P.n * int(sizeof(T)) > 16384 && P.m >= 32);

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
