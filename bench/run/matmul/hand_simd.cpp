// SPDX-License-Identifier: BSL-1.0
#include "../common/product.hpp"
#include "matmul.hpp"

/// Register tiles; Aᵀ is a stride; Bᵀ is copied into rows, and so is a large B whose rows lie pages apart.
struct hand_simd {
  static constexpr char const* name = "hand_simd";

  template <int K, int N, int Stride>
  static void packed_transpose(number const* b, number* to) {  // to[k][j] = b[j][k]
    constexpr int W = simd::native_bytes / int(sizeof(number)), rest = K % W;
    if constexpr (N % W == 0 && K >= W) {
      simd::transpose<N, K - rest, Stride, N, W>(b, to);
      if constexpr (rest) simd::transpose<N, W, Stride, N, W>(b + K - W, to + (K - W) * N);
    } else
      for (int k = 0; k < K; ++k)
        for (int j = 0; j < N; ++j) to[k * N + j] = b[j * Stride + k];
  }
  /// Columns in panels of three vectors, k in parts that keep a panel within 32 kB.
  template <int N, bool TA, bool TB>
  static void panels(number const* a, number const* b, number* c) {
    constexpr int W = simd::native_bytes / int(sizeof(number)), width = 3 * W, deep = N > 128 ? N / 2 : N;
    constexpr int left = N % width;
    static_assert(N % deep == 0 && left % W == 0);
    alignas(64) number panel[deep * width];
    auto const columns = [&]<int C>(std::integral_constant<int, C>, int j) __attribute__((always_inline)) {
      auto const part = [&]<bool Add>(std::bool_constant<Add>, int k0) __attribute__((always_inline)) {
        if constexpr (TB) packed_transpose<deep, C, N>(b + j * N + k0, panel);
        else
          for (int k = 0; k < deep; ++k)
            for (int v = 0; v < C; v += W)
              simd::store(panel + k * C + v, simd::load<simd::vec<number, W>>(b + (k0 + k) * N + j + v));
        simd::product<N, C, deep, TA ? 1 : N, TA ? N : 1, C, N, Add>(a + (TA ? k0 * N : k0), panel, c + j);
      };
      part(std::false_type{}, 0);
      for (int k0 = deep; k0 < N; k0 += deep) part(std::true_type{}, k0);
    };
    for (int j = 0; j + width <= N; j += width) columns(std::integral_constant<int, width>{}, j);
    if constexpr (left > 0) columns(std::integral_constant<int, left>{}, N - left);
  }
  template <int N, bool TA, bool TB>
  static void run(number const* a, number const* b, number* c) {
    constexpr int W = simd::native_bytes / int(sizeof(number));
    if constexpr (N >= 64 && N % W == 0 && (TB || N > 64)) panels<N, TA, TB>(a, b, c);
    else if constexpr (TB) {
      alignas(64) number rows[N * N];
      packed_transpose<N, N, N>(b, rows);
      simd::product<N, N, N, TA ? 1 : N, TA ? N : 1, N>(a, rows, c);
    } else simd::product<N, N, N, TA ? 1 : N, TA ? N : 1, N>(a, b, c);
  }
  template <int N, bool TA, bool TB>
  static auto make() {
    return &run<N, TA, TB>;
  }
};
static all_products<hand_simd> const entries;
