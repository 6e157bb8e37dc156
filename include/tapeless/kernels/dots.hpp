// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Of two vectors' blocks of two halves, the lane that goes to a lane of all first halves: block after block,
/// or one of each vector in turn.
constexpr int lane_of_halves(int lane, int half, int width, bool in_turn) {
  int const block = lane / half, from = in_turn ? block % 2 * width + block / 2 * 2 * half : block * 2 * half;
  return from + lane % half;
}
/// Sums of lanes of G vectors as G lanes: each adds the halves of its blocks, until a block is one lane. Row
/// r ends in lane r. `Blocks` of one vector belong to as many rows. Halves smaller than 128 bits stay within
/// these, where lanes change places in one instruction, and rows are paired for that.
template <int G, int Blocks, class V>
[[gnu::always_inline]] inline constexpr auto sums_of_lanes(V const* v) {
  constexpr int W = width_of<V>, size = W / Blocks;
  if constexpr (size == 1) {
    static_assert(G == 1);
    return v[0];
  } else if constexpr (G == 1) {  // the halves of every block, in half the lanes
    auto const h = [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      constexpr int half = size / 2;
      if constexpr (W == 2) return v[0][0] + v[0][1];
      else
        return math::shuffled<(L / half * size + L % half)...>(v[0], v[0]) +
               math::shuffled<(L / half * size + L % half + half)...>(v[0], v[0]);
    }
    (std::make_integer_sequence<int, W / 2>{});
    if constexpr (W == 2) return h;
    else return sums_of_lanes<1, Blocks>(&h);
  } else {  // two vectors become one of twice the blocks
    constexpr int half = size / 2, chunk = 16 / int(sizeof(scalar_of<V>));
    constexpr bool in_turn = half < chunk && W > chunk;
    constexpr int rows = W > chunk ? G * Blocks * chunk / W : 1;  // that end within 128 bits
    constexpr int apart = in_turn ? G / 2 : rows > 1 ? rows : 1;
    fixed<V, G / 2> pair;
    each_constant<G / 2>([&](auto i) __attribute__((always_inline)) {
      constexpr int first = i / apart * 2 * apart + i % apart;
      [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
        pair[i] = math::shuffled<lane_of_halves(L, half, W, in_turn)...>(v[first], v[first + apart]) +
                  math::shuffled<(lane_of_halves(L, half, W, in_turn) + half)...>(v[first], v[first + apart]);
      }
      (std::make_integer_sequence<int, W>{});
    });
    return sums_of_lanes<G / 2, 2 * Blocks>(pair);
  }
}

/// G rows of A times x: products of the same entries in one partial sum, in lanes. `Beyond` entries of A
/// follow the last of these rows: a vector may read them instead of being put together from parts.
template <int G, int K, int Row, int Parts, int Beyond, class T>
[[gnu::always_inline]] inline constexpr void dots_of_rows(T const* a, T const* x, T* y) {
  constexpr int W = native_width<T> < Parts ? native_width<T> : Parts, vectors = Parts / W;
  using V = vec<T, W>;
  fixed<V, G * vectors> sum;
  each_constant<G * vectors>([&](auto i)
                                 __attribute__((always_inline)) { sum[i] = fill<V>(adding::neutral<T>()); });
  for (int k = 0; k + Parts <= K; k += Parts)
    each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
      V const at = load<V>(x + k + v * W);
      each_constant<G>([&](auto r) __attribute__((always_inline)) {
        sum[r * vectors + v] += load<V>(a + r * Row + k + v * W) * at;
      });
    });
  constexpr int left = K % Parts, first = K - left;
  if constexpr (left > 0)
    each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
      constexpr int lanes = left - v * W < 0 ? 0 : left - v * W < W ? left - v * W : W;
      if constexpr (lanes > 0) {
        V const at = load_part<V, lanes>(x + first + v * W);
        each_constant<G>([&](auto r) __attribute__((always_inline)) {
          constexpr bool whole = (G - 1 - r) * Row + Beyond >= W - lanes;
          V const entries = load_part<V, (whole ? W : lanes)>(a + r * Row + first + v * W);
          V const before = sum[r * vectors + v], added = before + entries * at;
          sum[r * vectors + v] = [&]<int... L>(std::integer_sequence<int, L...>)
              __attribute__((always_inline)) {
            return math::shuffled<(L < lanes ? L : W + L)...>(added, before);
          }
          (std::make_integer_sequence<int, W>{});
        });
      }
    });
  fixed<V, G> row;
  each_constant<G>([&](auto r) __attribute__((always_inline)) {
    row[r] = folded<adding, vectors>(sum + r * vectors);
  });
  store(y, sums_of_lanes<G, 1>(row));
}
template <int G, int M, int K, int Row, int Parts, class T>
[[gnu::always_inline]] inline constexpr void dots_in_groups(T const* a, T const* x, T* y) {
  constexpr int whole = M / G * G, last = whole == M ? whole - G : whole;
  for (int i = 0; i < last; i += G) dots_of_rows<G, K, Row, Parts, Row>(a + i * Row, x, y + i);
  if constexpr (last < whole) dots_of_rows<G, K, Row, Parts, 0>(a + last * Row, x, y + last);
  if constexpr (whole < M) dots_in_groups<G / 2, M - whole, K, Row, Parts>(a + whole * Row, x, y + whole);
}

/// The products of the entries of a row and of x from one on, as lanes; -0 beyond the K entries.
template <class V, int K, int From, class T>
[[gnu::always_inline]] inline constexpr V products_from(T const* a, T const* x) {
  constexpr int lanes = K - From < width_of<V> ? K - From : width_of<V>;
  return first_lanes<adding, lanes>(load_part<V, lanes>(a + From) * load_part<V, lanes>(x + From));
}
/// These added to others, in one expression where all lanes have an entry: for clang one instruction.
template <class V, int K, int From, class T>
[[gnu::always_inline]] inline constexpr V plus_products_from(V before, T const* a, T const* x) {
  if constexpr (K - From < width_of<V>) return before + products_from<V, K, From>(a, x);
  else return before + load<V>(a + From) * load<V>(x + From);
}
/// The partial sums of a row of fewer entries than partial sums, folded twice: what holds no entry is left
/// out, as -0 adds nothing.
template <class V, int K, class T>
[[gnu::always_inline]] inline constexpr V folded_twice(T const* a, T const* x) {
  constexpr int W = width_of<V>;
  V first = products_from<V, K, 0>(a, x);
  if constexpr (K > 2 * W) first = plus_products_from<V, K, 2 * W>(first, a, x);
  if constexpr (K <= W) return first;
  else if constexpr (K <= 3 * W) return plus_products_from<V, K, W>(first, a, x);
  else return first + plus_products_from<V, K, 3 * W>(products_from<V, K, W>(a, x), a, x);
}
/// G short rows of A times x.
template <int G, int K, int Row, int Parts, class T>
[[gnu::always_inline]] inline constexpr auto dots_of_short_rows(T const* a, T const* x) {
  constexpr int W = Parts / 4;
  if constexpr (G > W) {
    return math::join(dots_of_short_rows<G / 2, K, Row, Parts>(a, x),
                      dots_of_short_rows<G / 2, K, Row, Parts>(a + G / 2 * Row, x));
  } else {
    fixed<vec<T, W>, G> row;
    each_constant<G>([&](auto r) __attribute__((always_inline)) {
      row[r] = folded_twice<vec<T, W>, K>(a + r * Row, x);
    });
    return sums_of_lanes<G, 1>(row);
  }
}
template <int G, int M, int K, int Row, int Parts, class T>
[[gnu::always_inline]] inline constexpr void dots_in_short_groups(T const* a, T const* x, T* y) {
  constexpr int whole = M / G * G;
  for (int i = 0; i < whole; i += G) store(y + i, dots_of_short_rows<G, K, Row, Parts>(a + i * Row, x));
  if constexpr (whole < M)
    dots_in_short_groups<G / 2, M - whole, K, Row, Parts>(a + whole * Row, x, y + whole);
}

/// y[i] = Σ A[i, k] x[k] over the M rows of A, in so many partial sums, one number at a time.
template <int M, int K, int Row, int Parts, class T>
[[gnu::always_inline]] inline constexpr void dots_one_by_one(T const* a, T const* x, T* y) {
  for (int i = 0; i < M; ++i) {
    fixed<T, Parts> sum;
    for (int l = 0; l < Parts; ++l) sum[l] = fill<T>(adding::neutral<scalar_of<T>>());
    for (int k = 0; k < K; ++k) sum[k % Parts] = plus(sum[k % Parts], times(a[i * Row + k], x[k]));
    y[i] = folded<adding, Parts>(sum);
  }
}
/// y[i] = Σ A[i, k] x[k] over the M rows of A, which begin `Row` entries apart.
template <int M, int K, int Row, class T>
[[gnu::always_inline]] inline constexpr void dots(T const* a, T const* x, T* y) {
  constexpr int parts = M < 4 ? partial_sums<T>(K) : partial_sums<T>(1);
  if (!has_lanes<T> || std::is_constant_evaluated()) {
    dots_one_by_one<M, K, Row, parts>(a, x, y);
  } else if constexpr (has_lanes<T>) {
    constexpr int group = native_width<T> < 8 ? native_width<T> : 8;
    if constexpr (K < parts) dots_in_short_groups<group, M, K, Row, parts>(a, x, y);
    else dots_in_groups<(M < 4 ? 1 : group), M, K, Row, parts>(a, x, y);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
