// SPDX-License-Identifier: BSL-1.0
// What the hand-written vector code needs of lanes: sums by a transpose-add tree, transpositions, maxima.
#pragma once
#include "lanes.hpp"

namespace simd {

/// Lanes at a distance from each other in memory.
template <class V>
INLINE V gather(scalar_of<V> const* p, int step) {
  if constexpr (halved<V>) {
    using H = decltype(V::low);
    return {gather<H>(p, step), gather<H>(p + width_of<H> * step, step)};
  } else {
    V v;
    for (int i = 0; i < width_of<V>; ++i) v[i] = p[i * step];
    return v;
  }
}
template <class H>
INLINE d4 join(H a, H b) {
  if constexpr (halved<d4>) return {a, b};
  else return __builtin_shufflevector(a, b, 0, 1, 2, 3);
}
template <class V>
INLINE auto low(V a) {
  if constexpr (halved<V>) return a.low;
  else if constexpr (width_of<V> == 8) return __builtin_shufflevector(a, a, 0, 1, 2, 3);
  else return __builtin_shufflevector(a, a, 0, 1);
}
template <class V>
INLINE auto high(V a) {
  if constexpr (halved<V>) return a.high;
  else if constexpr (width_of<V> == 8) return __builtin_shufflevector(a, a, 4, 5, 6, 7);
  else return __builtin_shufflevector(a, a, 2, 3);
}
template <class V>
INLINE double sum(V a) {
  if constexpr (width_of<V> == 2) return a[0] + a[1];
  else return sum(low(a) + high(a));
}
template <class V>
INLINE V max(V a, V b) {
  return select(a > b, a, b);
}
template <class V>
INLINE V min(V a, V b) {
  return select(a < b, a, b);
}
INLINE double largest(d4 a) {
  d4 const b = max(a, shuffle<2, 3, 0, 1>(a, a)), c = max(b, shuffle<1, 0, 3, 2>(b, b));
  return c[0];
}
INLINE double largest(d8 a) { return largest(max(low(a), high(a))); }

/// Halves added until they are one register.
template <class V>
INLINE auto fold(V a) {
  if constexpr (halved<V>) return fold(a.low + a.high);
  else return a;
}
/// The sums of W vectors, as one.
template <int W, class V>
INLINE vec<double, W> sums(V const* v) {
  if constexpr (halved<V>) {
    decltype(fold(V{})) folded[W];
    for (int i = 0; i < W; ++i) folded[i] = fold(v[i]);
    return sums<W>(folded);
  } else if constexpr (W > width_of<V>) return {sums<W / 2>(v), sums<W / 2>(v + W / 2)};
  else if constexpr (W == 2) return shuffle<0, 2>(v[0], v[1]) + shuffle<1, 3>(v[0], v[1]);
  else if constexpr (W == 4) {
    V const a = shuffle<0, 4, 2, 6>(v[0], v[1]) + shuffle<1, 5, 3, 7>(v[0], v[1]);
    V const b = shuffle<0, 4, 2, 6>(v[2], v[3]) + shuffle<1, 5, 3, 7>(v[2], v[3]);
    return shuffle<0, 1, 4, 5>(a, b) + shuffle<2, 3, 6, 7>(a, b);
  } else {
    static_assert(W == 8);
    V pair[4], quad[2];
    for (int i = 0; i < 4; ++i)
      pair[i] = shuffle<0, 8, 2, 10, 4, 12, 6, 14>(v[2 * i], v[2 * i + 1]) +
                shuffle<1, 9, 3, 11, 5, 13, 7, 15>(v[2 * i], v[2 * i + 1]);
    for (int i = 0; i < 2; ++i)
      quad[i] = shuffle<0, 1, 8, 9, 4, 5, 12, 13>(pair[2 * i], pair[2 * i + 1]) +
                shuffle<2, 3, 10, 11, 6, 7, 14, 15>(pair[2 * i], pair[2 * i + 1]);
    return shuffle<0, 1, 2, 3, 8, 9, 10, 11>(quad[0], quad[1]) +
           shuffle<4, 5, 6, 7, 12, 13, 14, 15>(quad[0], quad[1]);
  }
}
/// Of two rows, the blocks of S lanes that stay and those that change places in a transposition.
template <int S, class V, int... L>
INLINE V upper(V a, V b, std::integer_sequence<int, L...>) {
  return shuffle<(L & S ? width_of<V> + L - S : L)...>(a, b);
}
template <int S, class V, int... L>
INLINE V lower(V a, V b, std::integer_sequence<int, L...>) {
  return shuffle<(L & S ? width_of<V> + L : L + S)...>(a, b);
}
/// A block of as many rows as lanes, rows to columns.
template <int S = 0, class V, int W>
INLINE void transpose(V (&r)[W]) {
  static_assert(W == width_of<V>);
  constexpr std::make_integer_sequence<int, W> lanes{};
  constexpr int step = S ? S : W / 2;
  for (int i = 0; i < W; ++i) {
    if (i & step) continue;
    V const a = r[i], b = r[i + step];
    r[i] = upper<step>(a, b, lanes), r[i + step] = lower<step>(a, b, lanes);
  }
  if constexpr (step > 1) transpose<step / 2>(r);
}
/// y[n][m] = x[m][n], both extents multiples of W.
template <int M, int N, int X = N, int Y = M, int W = 0, class T>
INLINE void transpose(T const* x, T* y) {
  constexpr int w = W ? W : native_bytes / int(sizeof(T));
  using V = vec<T, w>;
  for (int i = 0; i < M; i += w)
    for (int j = 0; j < N; j += w) {
      V r[w];
      for (int k = 0; k < w; ++k) r[k] = load<V>(x + (i + k) * X + j);
      transpose(r);
      for (int k = 0; k < w; ++k) store(y + (j + k) * Y + i, r[k]);
    }
}

/// f(0), ..., f(N - 1) with constant arguments: g++ keeps an array in registers if every subscript is one.
template <int N, class F>
INLINE void repeat(F f) {
  [&]<int... I>(std::integer_sequence<int, I...>) __attribute__((always_inline)) {
    (f(std::integral_constant<int, I>{}), ...);
  }
  (std::make_integer_sequence<int, N>{});
}

}  // namespace simd
