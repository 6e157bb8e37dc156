// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/dots.hpp>

namespace tapeless {

/// A matrix product C[m, n] = A[m, k] B[k, n] for constant shapes, over matrices at constant distances:
/// transposes and slices are distances. C is row-major.
struct product_shape {
  int m = 1, n = 1, k = 1;
  int a_row = 0, a_column = 0;  ///< from one row, one column of A to the next
  int b_row = 0, b_column = 0;
  int count = 1, a_next = 0, b_next = 0;  ///< products, and from one's operands to the next's
  friend constexpr bool operator==(product_shape const&, product_shape const&) = default;
};

/// A block of columns of a product: how many vectors they are, how many lanes of the last hold columns, and
/// from one row of B to the next. Lanes beyond hold what follows in memory: where the block is whole rows of
/// C, these are stored too, for the next row to overwrite.
struct column_block {
  int vectors = 1, tail = 1, b_row = 0, b_column = 1;
  bool whole_rows = false;
  int depth = 1;      ///< rows of B
  bool adds = false;  ///< to what C holds, from rows of B before these
};

/// How many partial sums an entry has: two where its row has few beside it, so that fewer additions wait for
/// one another. Product k of a sum belongs to part k % 2.
constexpr int parts_of_sums(product_shape const& p) {
  return p.m == 1 && p.n <= 16 && p.k >= 16 && p.b_column == 1 ? 2 : 1;
}
/// A few vectors of a row of C in two partial sums each.
template <column_block J, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_row(T const* a, T const* b, T* c) {
  constexpr int W = width_of<V>, Vectors = J.vectors, inner = J.depth - 1;
  constexpr bool beyond = W > J.tail;
  fixed<V, 2 * Vectors> sum;
  auto const add = [&](int k, auto part, auto first, auto last) __attribute__((always_inline)) {
    V const s = fill<V>(a[k * P.a_column]);
    each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
      constexpr int entries = j == Vectors - 1 && (last || W - J.tail > J.b_row) ? J.tail : W;
      V const row = load_part<V, entries>(b + k * J.b_row + j * W);
      V& to = sum[part * Vectors + j];
      if constexpr (first) to = s * row;
      else to += s * row;
    });
  };
  constexpr std::integral_constant<int, 0> even{};
  constexpr std::integral_constant<int, 1> odd{};
  constexpr std::false_type no{};
  add(0, even, std::true_type{}, no);
  add(1, odd, std::true_type{}, no);
  for (int k = 2; k + 2 <= inner; k += 2) {
    add(k, even, no, no);
    add(k + 1, odd, no, no);
  }
  if constexpr (inner % 2 == 1) add(inner - 1, even, no, no);
  add(inner, std::integral_constant<int, inner % 2>{}, no, std::bool_constant<beyond>{});
  each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
    store_part<(j == Vectors - 1 ? J.tail : W)>(c + j * W, sum[j] + sum[Vectors + j]);
  });
}
/// Rows × vectors of C in registers. Sums run over k in order.
template <int Rows, column_block J, class V, product_shape P, bool Last, class T>
[[gnu::always_inline]] inline constexpr void product_tile(T const* a, T const* b, T* c) {
  constexpr int W = width_of<V>, Vectors = J.vectors, beyond = W - J.tail;
  fixed<V, Rows * Vectors> sum;
  fixed<V, Vectors> row;
  auto const read_row = [&](T const* from, auto last) __attribute__((always_inline)) {
    each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
      if constexpr (J.b_column != 1) row[j] = load_apart<V, J.tail, J.b_column>(from);
      else if constexpr (j == Vectors - 1 && (last || beyond > J.b_row))
        row[j] = load_part<V, J.tail>(from + j * W);
      else row[j] = load<V>(from + j * W);
    });
  };
  read_row(b, std::bool_constant<J.depth == 1>{});
  each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
    V const s = fill<V>(a[i * P.a_row]);
    each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
      V& first = sum[i * Vectors + j];
      if constexpr (J.adds)
        first = load_part<V, (j == Vectors - 1 ? J.tail : W)>(c + i * P.n + j * W) + s * row[j];
      else first = s * row[j];
    });
  });
  auto const add = [&](int k) __attribute__((always_inline)) {
    each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
      V const s = fill<V>(a[i * P.a_row + k * P.a_column]);
      each_constant<Vectors>([&](auto j)
                                 __attribute__((always_inline)) { sum[i * Vectors + j] += s * row[j]; });
    });
  };
  for (int k = 1; k < (beyond == 0 ? J.depth : J.depth - 1); ++k) {
    read_row(b + k * J.b_row, std::false_type{});
    add(k);
  }
  if constexpr (beyond > 0 && J.depth > 1) {
    read_row(b + (J.depth - 1) * J.b_row, std::true_type{});
    add(J.depth - 1);
  }
  each_constant<Rows * Vectors>([&](auto i) __attribute__((always_inline)) {
    constexpr int row_of = i / Vectors, at = i % Vectors;
    constexpr bool spills = J.whole_rows && !J.adds && !(Last && row_of == Rows - 1) && beyond <= P.n;
    if constexpr (at == Vectors - 1 && !spills) store_part<J.tail>(c + row_of * P.n + at * W, sum[i]);
    else store(c + row_of * P.n + at * W, sum[i]);
  });
}
/// All rows of a block of columns.
template <column_block J, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_strip(T const* a, T const* b, T* c) {
  if constexpr (parts_of_sums(P) == 2) return product_row<J, V, P>(a, b, c);
  constexpr int sums = vector_registers == 32 ? 24 : 12;
  constexpr int most = sums / J.vectors < P.m ? sums / J.vectors : P.m, blocks = (P.m + most - 1) / most;
  constexpr int rows = (P.m + blocks - 1) / blocks, last = P.m - (blocks - 1) * rows;
  for (int i = 0; i < P.m - last; i += rows)
    product_tile<rows, J, V, P, false>(a + i * P.a_row, b, c + i * P.n);
  product_tile<last, J, V, P, true>(a + (P.m - last) * P.a_row, b, c + (P.m - last) * P.n);
}
/// How many vectors wide a tile is: with few rows more, so that enough sums are under way.
template <product_shape P>
constexpr int vectors_in_tile(int vectors) {
  constexpr int sums = vector_registers == 32 ? 24 : 12, usual = vector_registers == 32 ? 3 : 2;
  int most = usual;
  while (most < 8 && P.m * most * parts_of_sums(P) < sums / 2) ++most;
  int const blocks = (vectors + most - 1) / most;
  return (vectors + blocks - 1) / blocks;
}

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
/// The first `Depth` rows of `Count` columns of B, one after another.
template <product_shape P, int Count, int Depth, class T>
[[gnu::always_inline]] inline constexpr void pack_columns(T const* b, T* to) {
  constexpr int W = width_for<T>(Count);
  if constexpr (P.b_row == 1 && P.b_column != 1 && Count >= W && Depth >= W) {
    int j = 0;
    for (; j + W <= Count; j += W) {
      int k = 0;
      for (; k + W <= Depth; k += W)
        transpose_square<W>(b + k + j * P.b_column, P.b_column, to + k * Count + j, Count);
      for (; k < Depth; ++k)
        for (int l = j; l < j + W; ++l) to[k * Count + l] = b[k + l * P.b_column];
    }
    for (; j < Count; ++j)
      for (int k = 0; k < Depth; ++k) to[k * Count + j] = b[k + j * P.b_column];
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

/// A panel of packed rows of B times all rows of A.
template <column_block J, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_panel(T const* a, T const* b, T* packed, T* c) {
  pack_columns<P, J.b_row, J.depth>(b, packed);
  product_strip<J, V, P>(a, packed, c);
}
/// A block of columns of C: B in place, or packed into panels that stay in the first cache.
template <int Columns, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_columns(T const* a, T const* b, T* c) {
  constexpr int W = width_of<V>, vectors = (Columns + W - 1) / W, tail = Columns - (vectors - 1) * W;
  constexpr bool whole = Columns == P.n;
  if constexpr (packs_b<P, T>) {
    constexpr int most = 32768 / (Columns * int(sizeof(T))), depth = P.k < most ? P.k : most;
    constexpr column_block first{vectors, tail, Columns, 1, whole, depth};
    alignas(64) fixed<T, depth * Columns> packed;
    product_panel<first, V, P>(a, b, packed, c);
    if constexpr (depth < P.k) {
      constexpr column_block next{vectors, tail, Columns, 1, whole, depth, true};
      int k = depth;
      for (; k + depth <= P.k; k += depth)
        product_panel<next, V, P>(a + k * P.a_column, b + k * P.b_row, packed, c);
      if constexpr (constexpr int left = P.k % depth; left > 0)
        product_panel<column_block{vectors, tail, Columns, 1, whole, left, true}, V, P>(
            a + k * P.a_column, b + k * P.b_row, packed, c);
    }
  } else {
    product_strip<column_block{vectors, tail, P.b_row, P.b_column, whole, P.k}, V, P>(a, b, c);
  }
}
/// One product of rows of lanes.
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_by_tiles(T const* a, T const* b, T* c) {
  constexpr int W = width_for<T>(P.n), vectors = (P.n + W - 1) / W;
  constexpr int columns = vectors_in_tile<P>(vectors) * W, whole = P.n / columns * columns;
  using V = vec<T, W>;
  for (int j = 0; j < whole; j += columns) product_columns<columns, V, P>(a, b + j * P.b_column, c + j);
  if constexpr (constexpr int left = P.n - whole; left > 0)
    product_columns<left, V, P>(a, b + whole * P.b_column, c + whole);
}

/// One product in the same order of additions, for constant evaluation and for numbers without lanes.
template <product_shape P, class T>
constexpr void product_one_by_one(T const* a, T const* b, T* c) {
  constexpr int parts = parts_of_sums(P);
  for (int i = 0; i < P.m; ++i)
    for (int j = 0; j < P.n; ++j) {
      auto const sum = [&](int first) {
        T total = times(a[i * P.a_row + first * P.a_column], b[first * P.b_row + j * P.b_column]);
        for (int k = first + parts; k < P.k; k += parts)
          total = plus(total, times(a[i * P.a_row + k * P.a_column], b[k * P.b_row + j * P.b_column]));
        return total;
      };
      if constexpr (parts == 1) c[i * P.n + j] = sum(0);
      else c[i * P.n + j] = plus(sum(0), sum(1));
    }
}
/// The same product with the roles of A and B exchanged: Cᵀ = Bᵀ Aᵀ, which is stored alike where one extent
/// is 1.
constexpr product_shape exchanged(product_shape p) {
  return {p.n, p.m, p.k, p.b_column, p.b_row, p.a_column, p.a_row, p.count, p.b_next, p.a_next};
}

/// What a product takes in vectors: those of its tiles, and those that turn B where it is read by columns.
template <class T>
constexpr long long vectors_of_product(product_shape p) {
  int const w = width_for<T>(p.n);
  long long const turning = p.b_column == 1 ? 0 : 1ll * p.k * p.n / 4;
  return 1ll * p.m * ((p.n + w - 1) / w) * p.k + turning;
}
/// Whether the rows of C fill vectors better than its columns do, so that it pays to compute Cᵀ and turn it.
template <class T>
constexpr bool pays_exchanged(product_shape p) {
  if (p.m * p.n > 1024) return false;
  return 4 * (vectors_of_product<T>(exchanged(p)) + p.m * p.n / 2) <= 3 * vectors_of_product<T>(p);
}
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_exchanged(T const* a, T const* b, T* c) {
  alignas(64) fixed<T, P.m * P.n> turned;
  product_by_tiles<exchanged(P)>(b, a, turned);
  for (int i = 0; i < P.m; ++i)
    for (int j = 0; j < P.n; ++j) c[i * P.n + j] = turned[j * P.m + i];
}

/// C = A B, once for each of `count`.
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product(T const* a, T const* b, T* c) {
  if constexpr (P.n == 1 && P.a_column == 1 && P.b_row == 1) {
    for (int i = 0; i < P.count; ++i)
      dots<P.m, P.k, P.a_row>(a + i * P.a_next, b + i * P.b_next, c + i * P.m);
  } else if constexpr (P.m == 1 && P.a_column == 1 && P.b_row == 1) {
    product<exchanged(P)>(b, a, c);
  } else if constexpr (P.n == 1 && P.m > 1) {
    product<exchanged(P)>(b, a, c);
  } else {
    for (int i = 0; i < P.count; ++i) {
      T const *const from_a = a + i * P.a_next, *const from_b = b + i * P.b_next;
      T* const to = c + i * (P.m * P.n);
      if constexpr (!has_lanes<T>) product_one_by_one<P>(from_a, from_b, to);
      else if (std::is_constant_evaluated()) product_one_by_one<P>(from_a, from_b, to);
      else if constexpr (pays_exchanged<T>(P)) product_exchanged<P>(from_a, from_b, to);
      else product_by_tiles<P>(from_a, from_b, to);
    }
  }
}

}  // namespace tapeless
