// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pack.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The side of the squares that a matrix of these extents is turned in; 1 where it has none worth it.
template <class T>
constexpr int square_side(int m, int n) {
  int const least = m < n ? m : n;
  int side = 1;
  while (2 * side <= least && 2 * side <= native_width<T>) side *= 2;
  return side >= 4 ? side : 1;
}
/// Y[m, n], row-major, where Y[i, j] lies at x[i + j Apart]: square by square in registers, the last of a row
/// or column over part of the one before.
template <int M, int N, int Apart, class T>
[[gnu::always_inline]] inline constexpr void copy_turned(T* y, T const* x) {
  constexpr int W = square_side<T>(M, N);
  static_assert(W > 1);
  for (int i = 0; i < M; i += W) {
    int const row = i + W <= M ? i : M - W;
    int j = 0;
    for (; j + W <= N; j += W) transpose_square<W>(x + row + j * Apart, Apart, y + row * N + j, N);
    if constexpr (N % W != 0)
      transpose_square<W>(x + row + (N - W) * Apart, Apart, y + row * N + (N - W), N);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
