// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/factor.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// A block of columns of a product: how many vectors they are, how many lanes of the last hold columns, and
/// from one row of B to the next. Lanes beyond hold what follows in memory: where the block is whole rows of
/// C, these are stored too, for the next row to overwrite.
struct column_block {
  int vectors = 1, tail = 1, b_row = 0, b_column = 1;
  bool whole_rows = false;
  int depth = 1;      ///< rows of B
  bool adds = false;  ///< to what C holds, from rows of B before these
};

/// `Count` entries of a row of a block of columns: its vector j.
template <column_block J, class V, product_shape P, int Count, class B>
[[gnu::always_inline]] inline constexpr V vector_of_row(B b, int k, int j) {
  constexpr int W = width_of<V>;
  if constexpr (is_formed<B>) return entries_of_row<P, V, Count>(factor_at<P>(b, k, j * W));
  else if constexpr (J.b_column != 1) return load_apart<V, J.tail, J.b_column>(b + k * J.b_row);
  else return load_part<V, Count>(b + k * J.b_row + j * W);
}

/// Whether a product leaves out what is 0 by structure: not in long sums, whose rows are packed in panels,
/// nor in many rows, as each few have code of their own.
constexpr bool follows_band(product_shape const& p) {
  bool const has_band = p.a.lower > 1 - p.m || p.a.upper < p.k - 1;
  return has_band && p.m > 1 && p.n > 1 && p.m <= 32 && p.k <= 64;
}
/// The terms of a row's sums.
struct run_of_terms {
  int begin = 0, end = 0;
  constexpr bool has(int k) const { return begin <= k && k < end; }
};
constexpr run_of_terms terms_of_row(product_shape const& p, int row) {
  int const begin = row + p.a.lower > 0 ? row + p.a.lower : 0, end = row + p.a.upper + 1;
  return {begin, end < begin ? begin : end < p.k ? end : p.k};
}
/// For some rows: the terms of all of them, those that each has, and whether some have none.
struct terms_of_rows {
  int begin = 1 << 28, end = 0, common_begin = 0, common_end = 1 << 28;
  constexpr terms_of_rows(product_shape const& p, int first, int count) {
    for (int i = first; i < first + count; ++i) {
      run_of_terms const r = terms_of_row(p, i);
      if (r.begin < begin) begin = r.begin;
      if (r.end > end) end = r.end;
      if (r.begin > common_begin) common_begin = r.begin;
      if (r.end < common_end) common_end = r.end;
    }
  }
};

/// The rows [First, First + Rows) of some columns of C in registers, of an A whose other diagonals are 0:
/// each sum runs over its own terms in order. What the rows have in common is a loop, the rest written out.
template <int First, int Rows, column_block J, class V, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void product_band_tile(T const* a, B b, T* c) {
  constexpr int W = width_of<V>, Vectors = J.vectors;
  constexpr terms_of_rows terms(P, First, Rows);
  constexpr int loop_begin = terms.common_begin + 1;  // every sum has begun
  constexpr int loop_end = terms.common_end < P.k - 1 ? terms.common_end : P.k - 1;
  fixed<V, Rows * Vectors> sum{};
  constexpr int in_all = -1;
  auto const add = [&](int k, auto term)
      __attribute__((always_inline)) {  // k itself, or that all rows have it
    constexpr bool whole = term != P.k - 1 && W - J.tail <= J.b_row && !is_formed<B>;
    fixed<V, Vectors> row;
    each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
      row[j] = vector_of_row<J, V, P, (j < Vectors - 1 || whole ? W : J.tail)>(b, k, j);
    });
    each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
      constexpr run_of_terms own = terms_of_row(P, First + i);
      if constexpr (term == in_all || own.has(term)) {
        V const s = fill<V>(a[(First + i) * P.a_row + k * P.a_column]);
        each_constant<Vectors>([&](auto j) __attribute__((always_inline)) {
          V& to = sum[i * Vectors + j];
          if constexpr (term == own.begin) to = s * row[j];
          else to += s * row[j];
        });
      }
    });
  };
  constexpr bool loops = loop_begin < loop_end;
  constexpr int before = loops ? loop_begin : terms.end, behind = loops ? loop_end : terms.end;
  each_constant<(before > terms.begin ? before - terms.begin : 0)>([&](auto k) __attribute__((
      always_inline)) { add(terms.begin + k, std::integral_constant<int, terms.begin + k>{}); });
  if constexpr (loops)
    for (int k = loop_begin; k < loop_end; ++k) add(k, std::integral_constant<int, in_all>{});
  each_constant<terms.end - behind>([&](auto k) __attribute__((always_inline)) {
    add(behind + k, std::integral_constant<int, behind + k>{});
  });
  each_constant<Rows * Vectors>([&](auto i) __attribute__((always_inline)) {
    constexpr int at = i % Vectors;
    store_part<(at == Vectors - 1 ? J.tail : W)>(c + (First + i / Vectors) * P.n + at * W, sum[i]);
  });
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
