// SPDX-License-Identifier: BSL-1.0
// C = A B with constant shapes and strides, blocked for registers.
#pragma once
#include "vector.hpp"

namespace simd {

/// R rows by S vectors of C in registers: A(i,k) = a[i Ai + k Ak] broadcast, row k of B is b[k Bk].
template <int R, int S, int W, int K, int Ai, int Ak, int Bk, int Ck, bool Add, class T>
INLINE void tile(T const* a, T const* b, T* c) {
  using V = vec<T, W>;
  V sum[R * S], row[S];
  repeat<R * S>([&](auto i) __attribute__((always_inline)) {
    constexpr int at = i / S * Ck + i % S * W;
    if constexpr (Add) sum[i] = load<V>(c + at);
    else sum[i] = V{};
  });
  for (int k = 0; k < K; ++k) {
    repeat<S>([&](auto j) __attribute__((always_inline)) { row[j] = load<V>(b + k * Bk + j * W); });
    repeat<R>([&](auto i) __attribute__((always_inline)) {
      T const s = a[i * Ai + k * Ak];
      repeat<S>([&](auto j) __attribute__((always_inline)) { sum[i * S + j] += s * row[j]; });
    });
  }
  repeat<R * S>([&](auto i) __attribute__((always_inline)) { store<V>(c + i / S * Ck + i % S * W, sum[i]); });
}
template <int R, int S, int W, int M, int K, int Ai, int Ak, int Bk, int Ck, bool Add, class T>
INLINE void strip(T const* a, T const* b, T* c) {
  for (int i = 0; i + R <= M; i += R) tile<R, S, W, K, Ai, Ak, Bk, Ck, Add>(a + i * Ai, b, c + i * Ck);
  if constexpr (constexpr int r = M % R; r > 0)
    tile<r, S, W, K, Ai, Ak, Bk, Ck, Add>(a + (M - r) * Ai, b, c + (M - r) * Ck);
}
/// The rows of a tile: as few rounds as registers allow, all of about one height.
constexpr int rows_of_tile(int m, int most) {
  int const rounds = (m + most - 1) / most;
  return (m + rounds - 1) / rounds;
}
/// All N columns: blocks of whole vectors, then halves, down to one column.
template <int M, int N, int K, int Ai, int Ak, int Bk, int Ck = N, bool Add = false, int W = 0, class T>
INLINE void product(T const* a, T const* b, T* c) {
  constexpr int whole = native_bytes / int(sizeof(T)), w = W ? W : whole;
  constexpr int most = registers == 32 ? 3 : 2, held = registers == 32 ? 24 : 12;
  if constexpr (N >= w && w > 1) {
    constexpr int S = N / w % most == 0 || N / w > 2 * most ? most
                      : N / w < most                        ? N / w
                                                            : 2,
                  R = rows_of_tile(M, held / S);
    constexpr int blocks = N / (S * w), left = N - blocks * S * w;
    for (int j = 0; j < blocks; ++j)
      strip<R, S, w, M, K, Ai, Ak, Bk, Ck, Add>(a, b + j * S * w, c + j * S * w);
    if constexpr (left > 0) product<M, left, K, Ai, Ak, Bk, Ck, Add, w>(a, b + N - left, c + N - left);
  } else if constexpr (N > 0 && w > 2) product<M, N, K, Ai, Ak, Bk, Ck, Add, w / 2>(a, b, c);
  else if constexpr (N > 0)
    for (int i = 0; i < M; ++i) {
      T s = Add ? c[i * Ck] : T(0);
      for (int k = 0; k < K; ++k) s += a[i * Ai + k * Ak] * b[k * Bk];
      c[i * Ck] = s;
    }
}

}  // namespace simd
