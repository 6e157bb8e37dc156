// SPDX-License-Identifier: BSL-1.0
// What the hand-written vector code needs: lanes, loads and stores, sums by a transpose-add tree.
#pragma once
#include <cstdint>
#include <type_traits>
#include <utility>

#define INLINE [[gnu::always_inline]] inline

namespace simd {

#if defined __AVX512F__
inline constexpr int native_bytes = 64, registers = 32;
#elif defined __AVX__
inline constexpr int native_bytes = 32, registers = 16;
#else
inline constexpr int native_bytes = 16, registers = 16;
#endif

template <class T, int N>
struct vector_of {
  typedef T type __attribute__((vector_size(N * sizeof(T))));
  typedef T loose __attribute__((vector_size(N * sizeof(T)), aligned(sizeof(T)), may_alias));
};
template <class T, int N>
using vec = typename vector_of<T, N>::type;
using d8 = vec<double, 8>;
using d4 = vec<double, 4>;
using d2 = vec<double, 2>;
using u8 = vec<std::uint64_t, 8>;

template <class V>
using scalar_of = std::remove_cvref_t<decltype(std::declval<V&>()[0])>;
template <class V>
inline constexpr int width_of = sizeof(V) / sizeof(scalar_of<V>);

template <class V>
INLINE V load(scalar_of<V> const* p) {
  return *reinterpret_cast<typename vector_of<scalar_of<V>, width_of<V>>::loose const*>(p);
}
template <class V>
INLINE void store(scalar_of<V>* p, V v) {
  *reinterpret_cast<typename vector_of<scalar_of<V>, width_of<V>>::loose*>(p) = v;
}
template <class V>
INLINE V fill(scalar_of<V> s) {
  return V{} + s;
}

INLINE d8 join(d4 a, d4 b) { return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7); }
INLINE d4 low(d8 a) { return __builtin_shufflevector(a, a, 0, 1, 2, 3); }
INLINE d4 high(d8 a) { return __builtin_shufflevector(a, a, 4, 5, 6, 7); }
INLINE d2 low(d4 a) { return __builtin_shufflevector(a, a, 0, 1); }
INLINE d2 high(d4 a) { return __builtin_shufflevector(a, a, 2, 3); }
INLINE double sum(d2 a) { return a[0] + a[1]; }
INLINE double sum(d4 a) { return sum(low(a) + high(a)); }
INLINE double sum(d8 a) { return sum(low(a) + high(a)); }
INLINE d4 max(d4 a, d4 b) { return a > b ? a : b; }
INLINE d8 max(d8 a, d8 b) { return a > b ? a : b; }
INLINE double largest(d4 a) {
  d4 const b = max(a, __builtin_shufflevector(a, a, 2, 3, 0, 1)),
           c = max(b, __builtin_shufflevector(b, b, 1, 0, 3, 2));
  return c[0];
}
INLINE double largest(d8 a) { return largest(max(low(a), high(a))); }

/// The sums of four vectors, as one.
INLINE d4 sums(d4 a, d4 b, d4 c, d4 d) {
  d4 const ab = __builtin_shufflevector(a, b, 0, 4, 2, 6) + __builtin_shufflevector(a, b, 1, 5, 3, 7);
  d4 const cd = __builtin_shufflevector(c, d, 0, 4, 2, 6) + __builtin_shufflevector(c, d, 1, 5, 3, 7);
  return __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}
/// The sums of eight vectors, as one.
INLINE d8 sums(d8 const (&v)[8]) {
  d8 pair[4], quad[2];
  for (int i = 0; i < 4; ++i)
    pair[i] = __builtin_shufflevector(v[2 * i], v[2 * i + 1], 0, 8, 2, 10, 4, 12, 6, 14) +
              __builtin_shufflevector(v[2 * i], v[2 * i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  for (int i = 0; i < 2; ++i)
    quad[i] = __builtin_shufflevector(pair[2 * i], pair[2 * i + 1], 0, 1, 8, 9, 4, 5, 12, 13) +
              __builtin_shufflevector(pair[2 * i], pair[2 * i + 1], 2, 3, 10, 11, 6, 7, 14, 15);
  return __builtin_shufflevector(quad[0], quad[1], 0, 1, 2, 3, 8, 9, 10, 11) +
         __builtin_shufflevector(quad[0], quad[1], 4, 5, 6, 7, 12, 13, 14, 15);
}
/// Of two rows, the blocks of S lanes that stay and those that change places in a transposition.
template <int S, class V, int... L>
INLINE V upper(V a, V b, std::integer_sequence<int, L...>) {
  return __builtin_shufflevector(a, b, (L & S ? width_of<V> + L - S : L)...);
}
template <int S, class V, int... L>
INLINE V lower(V a, V b, std::integer_sequence<int, L...>) {
  return __builtin_shufflevector(a, b, (L & S ? width_of<V> + L : L + S)...);
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
  constexpr int w = W ? W : 64 / int(sizeof(T));
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
