// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// `Columns` entries of y = Σ g[r] w[from[r] + ..] in registers.
template <int Columns, int Rows, class T>
[[gnu::always_inline]] inline constexpr void sum_of_rows_strip(T const* w, int const* from, T const* g,
                                                               T* y) {
  constexpr int W = width_for<T>(Columns), vectors = (Columns + W - 1) / W,
                tail = Columns - (vectors - 1) * W;
  using V = vec<T, W>;
  fixed<V, vectors> sum;
  auto const add = [&](int r, auto first) __attribute__((always_inline)) {
    V const s = fill<V>(g[r]);
    each_constant<vectors>([&](auto j) __attribute__((always_inline)) {
      V const row = load_part<V, (j == vectors - 1 ? tail : W)>(w + from[r] + j * W);
      if constexpr (first) sum[j] = s * row;
      else sum[j] += s * row;
    });
  };
  add(0, std::true_type{});
  for (int r = 1; r < Rows; ++r) add(r, std::false_type{});
  each_constant<vectors>([&](auto j) __attribute__((always_inline)) {
    store_part<(j == vectors - 1 ? tail : W)>(y + j * W, sum[j]);
  });
}
/// y = Σ g[r] times the M entries of w from `from[r]` on, in the order of r.
template <int M, int Rows, class T>
[[gnu::always_inline]] inline constexpr void sum_of_rows(T const* w, int const* from, T const* g, T* y) {
  if (!has_lanes<T> || std::is_constant_evaluated()) {
    for (int i = 0; i < M; ++i) {
      y[i] = times(g[0], w[from[0] + i]);
      for (int r = 1; r < Rows; ++r) y[i] = plus(y[i], times(g[r], w[from[r] + i]));
    }
  } else if constexpr (has_lanes<T>) {
    constexpr int most = (vector_registers == 32 ? 8 : 4) * native_width<T>, whole = M / most * most;
    for (int i = 0; i < whole; i += most) sum_of_rows_strip<most, Rows>(w + i, from, g, y + i);
    if constexpr (constexpr int left = M - whole; left > 0)
      sum_of_rows_strip<left, Rows>(w + whole, from, g, y + whole);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
