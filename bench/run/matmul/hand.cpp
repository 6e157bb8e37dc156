// SPDX-License-Identifier: BSL-1.0
#include "matmul.hpp"

/// Loops in the order that walks rows, where there is one.
struct hand {
  static constexpr char const* name = "hand";
  template <int N, bool TA, bool TB>
  static void run(number const* __restrict a, number const* __restrict b, number* __restrict c) {
    if constexpr (!TB) {
      for (int i = 0; i < N; ++i) {
        for (int j = 0; j < N; ++j) c[i * N + j] = 0;
        for (int k = 0; k < N; ++k) {
          number const s = TA ? a[k * N + i] : a[i * N + k];
          for (int j = 0; j < N; ++j) c[i * N + j] += s * b[k * N + j];
        }
      }
    } else {
      for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
          number sum = 0;
          for (int k = 0; k < N; ++k) sum += (TA ? a[k * N + i] : a[i * N + k]) * b[j * N + k];
          c[i * N + j] = sum;
        }
    }
  }
  template <int N, bool TA, bool TB>
  static auto make() {
    return &run<N, TA, TB>;
  }
};
static all_products<hand> const entries;
