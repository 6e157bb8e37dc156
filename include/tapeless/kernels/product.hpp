// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/factor.hpp>
#include <tapeless/kernels/product_band.hpp>
#include <tapeless/kernels/rows_by_rows.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The most in whole parts that n holds. A function: where it is not called, compilers see no division by 0.
constexpr int in_whole(int n, int part) { return n / part * part; }

/// How many partial sums an entry has: two, or four of a long sum, where its row has few beside it, so that
/// fewer additions wait for one another. Product k of a sum belongs to part k modulo their number.
constexpr int parts_of_sums(product_shape const& p) {
  if (p.m > 1 || p.n > 16 || p.k < 4 || p.b_column != 1) return 1;
  return p.k < 32 ? 2 : 4;
}
/// A few vectors of a row of C in so many partial sums each.
template <column_block J, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_row(T const* a, T const* b, T* c) {
  constexpr int W = width_of<V>, Vectors = J.vectors, Parts = parts_of_sums(P), inner = J.depth - 1;
  constexpr bool beyond = W > J.tail;
  fixed<V, Parts * Vectors> sum;
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
  constexpr std::false_type no{};
  each_constant<Parts>([&](auto k) __attribute__((always_inline)) { add(k, k, std::true_type{}, no); });
  for (int k = Parts; k + Parts <= inner; k += Parts)
    each_constant<Parts>([&](auto part) __attribute__((always_inline)) { add(k + part, part, no, no); });
  constexpr int left = inner % Parts;
  each_constant<left>([&](auto part)
                          __attribute__((always_inline)) { add(inner - left + part, part, no, no); });
  add(inner, std::integral_constant<int, left>{}, no, std::bool_constant<beyond>{});
  each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
    fixed<V, Parts> part;
    each_constant<Parts>([&](auto i) __attribute__((always_inline)) { part[i] = sum[i * Vectors + j]; });
    store_part<(j == Vectors - 1 ? J.tail : W)>(c + j * W, folded<adding, Parts>(part));
  });
}
/// How far A's row I is from the first of its tile.
template <product_shape P, int I>
inline constexpr int subscript_of_row = P.a_rows(I, P.a_row);
/// Calls act(k, how far A's column k is from the first) for the columns [First, End).
template <product_shape P, int First, int End>
[[gnu::always_inline]] inline constexpr void each_column_of_a(auto act) {
  if constexpr (!P.a_columns) {
    for (int k = First; k < End; ++k) act(k, k * P.a_column);
  } else {
    constexpr int length = P.a_columns.length;
    for (int k = First, run = First / length, from = First % length; k < End; ++run, from = 0)
      for (int i = from; i < length && k < End; ++i, ++k) act(k, run * P.a_columns.apart + i * P.a_column);
  }
}
/// Rows × vectors of C in registers. Sums run over k in order.
template <int Rows, column_block J, class V, product_shape P, bool Last, class T, class B>
[[gnu::always_inline]] inline constexpr void product_tile(T const* a, B b, T* c) {
  constexpr int W = width_of<V>, Vectors = J.vectors, beyond = W - J.tail;
  fixed<V, Rows * Vectors> sum;
  fixed<V, Vectors> row;
  auto const read_row = [&](int k, auto last) __attribute__((always_inline)) {
    each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
      constexpr bool part = j == Vectors - 1 && (last || beyond > J.b_row || is_formed<B>);
      row[j] = vector_of_row<J, V, P, (part ? J.tail : W)>(b, k, j);
    });
  };
  read_row(0, std::bool_constant<J.depth == 1>{});
  each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
    V const s = fill<V>(a[subscript_of_row<P, i>]);
    each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
      V& first = sum[i * Vectors + j];
      if constexpr (J.adds)
        first = load_part<V, (j == Vectors - 1 ? J.tail : W)>(c + i * P.n + j * W) + s * row[j];
      else first = s * row[j];
    });
  });
  auto const add = [&](int column) __attribute__((always_inline)) {
    each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
      V const s = fill<V>(a[subscript_of_row<P, i> + column]);
      each_constant<Vectors>([&](auto j)
                                 __attribute__((always_inline)) { sum[i * Vectors + j] += s * row[j]; });
    });
  };
  each_column_of_a<P, 1, (beyond == 0 ? J.depth : J.depth - 1)>([&](int k, int column)
                                                                    __attribute__((always_inline)) {
    read_row(k, std::false_type{});
    add(column);
  });
  if constexpr (beyond > 0 && J.depth > 1) {
    read_row(J.depth - 1, std::true_type{});
    add(P.a_columns(J.depth - 1, P.a_column));
  }
  each_constant<Rows * Vectors>([&](auto i) __attribute__((always_inline)) {
    constexpr int row_of = i / Vectors, at = i % Vectors;
    constexpr bool spills = J.whole_rows && !J.adds && !(Last && row_of == Rows - 1) && beyond <= P.n;
    if constexpr (at == Vectors - 1 && !spills) store_part<J.tail>(c + row_of * P.n + at * W, sum[i]);
    else store(c + row_of * P.n + at * W, sum[i]);
  });
}
/// All rows of a block of columns.
template <column_block J, class V, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void product_strip(T const* a, B b, T* c) {
  if constexpr (parts_of_sums(P) > 1) return product_row<J, V, P>(a, b, c);
  constexpr int sums = vector_registers == 32 ? 24 : 12;
  constexpr int most = sums / J.vectors < P.m ? sums / J.vectors : P.m;
  constexpr int run = P.a_rows.length < most ? P.m : P.a_rows.length;  // rows that tiles do not go beyond
  constexpr int blocks = (run + most - 1) / most;
  constexpr int rows = P.a_rows && run == P.m && blocks > 1 ? in_whole(most, P.a_rows.length)
                                                            : (run + blocks - 1) / blocks;
  constexpr int last = run - (run - 1) / rows * rows;
  if constexpr (follows_band(P)) {
    each_constant<blocks>([&](auto block) __attribute__((always_inline)) {
      product_band_tile<block * rows, (block < blocks - 1 ? rows : last), J, V, P>(a, b, c);
    });
  } else {
    for (int first = 0; first < P.m; first += run) {
      for (int i = first; i < first + run - last; i += rows)
        product_tile<rows, J, V, P, false>(a + P.a_rows(i, P.a_row), b, c + i * P.n);
      int const i = first + run - last;
      product_tile<last, J, V, P, true>(a + P.a_rows(i, P.a_row), b, c + i * P.n);
    }
  }
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

/// A panel of packed rows of B times all rows of A. One of rows that were rows before is large, and a
/// function of its own: among other loops g++ keeps the rows of B in memory, and takes up to twice the time.
template <column_block J, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_panel_here(T const* a, T const* b, T* packed, T* c) {
  pack_columns<P, J.b_row, J.depth>(b, packed);
  product_strip<J, V, P>(a, packed, c);
}
template <column_block J, class V, product_shape P, class T>
[[gnu::noinline]] constexpr void product_panel_apart(T const* a, T const* b, T* __restrict packed, T* c) {
  product_panel_here<J, V, P>(a, b, packed, c);
}
template <column_block J, class V, product_shape P, class T>
[[gnu::always_inline]] inline constexpr void product_panel(T const* a, T const* b, T* packed, T* c) {
  if constexpr (P.b_column == 1) product_panel_apart<J, V, P>(a, b, packed, c);
  else product_panel_here<J, V, P>(a, b, packed, c);
}
/// A block of columns of C: B in place, or packed into panels that stay in the first cache.
template <int Columns, class V, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void product_columns(T const* a, B b, T* c) {
  constexpr int W = width_of<V>, vectors = (Columns + W - 1) / W, tail = Columns - (vectors - 1) * W;
  constexpr bool whole = Columns == P.n;
  if constexpr (packs_b<P, T> && !is_formed<B>) {
    constexpr int most = 32768 / (Columns * int(sizeof(T))), run = P.a_columns.length;
    constexpr int stretch = run > most ? run : P.k;  // panels do not go beyond
    constexpr int depth = P.k < most ? P.k : run > 0 && run <= most ? in_whole(most, run) : most;
    constexpr column_block first{vectors, tail, Columns, 1, whole, depth};
    alignas(64) fixed<T, depth * Columns> packed;
    product_panel<first, V, P>(a, b, packed, c);
    if constexpr (depth < P.k) {
      constexpr column_block next{vectors, tail, Columns, 1, whole, depth, true};
      for (int k = depth, end = stretch; k < P.k; end += stretch) {
        for (; k + depth <= end; k += depth)
          product_panel<next, V, P>(a + P.a_columns(k, P.a_column), b + k * P.b_row, packed, c);
        if constexpr (constexpr int left = stretch % depth; left > 0) {
          product_panel<column_block{vectors, tail, Columns, 1, whole, left, true}, V, P>(
              a + P.a_columns(k, P.a_column), b + k * P.b_row, packed, c);
          k += left;
        }
      }
    }
  } else {
    product_strip<column_block{vectors, tail, P.b_row, P.b_column, whole, P.k}, V, P>(a, b, c);
  }
}
/// One product of rows of lanes.
template <product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void product_by_tiles(T const* a, B b, T* c) {
  constexpr int W = width_for<T>(P.n), vectors = (P.n + W - 1) / W;
  constexpr int columns = vectors_in_tile<P>(vectors) * W, whole = P.n / columns * columns;
  using V = vec<T, W>;
  for (int j = 0; j < whole; j += columns) product_columns<columns, V, P>(a, factor_at<P>(b, 0, j), c + j);
  if constexpr (constexpr int left = P.n - whole; left > 0)
    product_columns<left, V, P>(a, factor_at<P>(b, 0, whole), c + whole);
}

/// One product in the same order of additions, for constant evaluation and for numbers without lanes.
template <product_shape P, class T, class B>
constexpr void product_one_by_one(T const* a, B b, T* c) {
  constexpr int parts = parts_of_sums(P);
  for (int i = 0; i < P.m; ++i)
    for (int j = 0; j < P.n; ++j) {
      run_of_terms const terms = follows_band(P) ? terms_of_row(P, i) : run_of_terms{0, P.k};
      auto const sum = [&](int first) {
        if (first >= terms.end) return fill<T>(scalar_of<T>{});
        T total = times(a[P.in_a(i, first)], entry_of(factor_at<P>(b, first, j)));
        for (int k = first + parts; k < terms.end; k += parts)
          total = plus(total, times(a[P.in_a(i, k)], entry_of(factor_at<P>(b, k, j))));
        return total;
      };
      if constexpr (parts == 1) c[i * P.n + j] = sum(terms.begin);
      else if constexpr (parts == 2) c[i * P.n + j] = plus(sum(0), sum(1));
      else c[i * P.n + j] = plus(plus(sum(0), sum(2)), plus(sum(1), sum(3)));
    }
}
/// The same product with the roles of A and B exchanged: Cᵀ = Bᵀ Aᵀ, which is stored alike where one extent
/// is 1.
constexpr product_shape exchanged(product_shape p) {
  return {p.n,      p.m,      p.k, p.b_column, p.b_row,     p.a_column, p.a_row,     p.count,
          p.b_next, p.a_next, {},  {},         {},          {},
          p.b_columns, p.b_rows, p.a_columns, p.a_rows};
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
  if (p.runs_in_b()) return true;  // only entries of A are read one at a time
  if (p.runs_in_a() || p.m * p.n > 1024 || follows_band(p)) return false;
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
template <product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void product(T const* a, B b, T* c) {
  if constexpr (P.n == 1 && P.a_column == 1 && P.b_row == 1) {
    for (int i = 0; i < P.count; ++i)
      dots<P.m, P.k, P.a_row>(a + i * P.a_next, b + i * P.b_next, c + i * P.m);
  } else if constexpr (P.m == 1 && P.a_column == 1 && P.b_row == 1) {
    product<exchanged(P)>(b, a, c);
  } else if constexpr (P.n == 1 && P.m > 1) {
    product<exchanged(P)>(b, a, c);
  } else if constexpr (is_rows_by_rows(P)) {
    for (int i = 0; i < P.count; ++i)
      rows_by_rows<P>(a + i * P.a_next, next_factor<P>(b, i), c + i * (P.m * P.n));
  } else {
    for (int i = 0; i < P.count; ++i) {
      T const* const from_a = a + i * P.a_next;
      B const from_b = next_factor<P>(b, i);
      T* const to = c + i * (P.m * P.n);
      if constexpr (!has_lanes<T>) product_one_by_one<P>(from_a, from_b, to);
      else if (std::is_constant_evaluated()) product_one_by_one<P>(from_a, from_b, to);
      else if constexpr (pays_exchanged<T>(P) && !is_formed<B>) product_exchanged<P>(from_a, from_b, to);
      else product_by_tiles<P>(from_a, from_b, to);
    }
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
