// SPDX-License-Identifier: BSL-1.0
#include <libxsmm.h>
#include "matmul.hpp"

#ifdef SINGLE
constexpr auto dispatch = libxsmm_smmdispatch;
#else
constexpr auto dispatch = libxsmm_dmmdispatch;
#endif

/// Kernels generated beforehand. The library is column-major, so that C = A B is asked for as Cᵀ = Bᵀ Aᵀ;
/// what it generates no kernel for (a transposed first operand, here B) is left out.
struct by_libxsmm {
  static constexpr char const* name = "libxsmm";
  using function = decltype(dispatch(0, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr));
  static function generate(int n, int flags) {
    number const one = 1, zero = 0;
    return dispatch(n, n, n, nullptr, nullptr, nullptr, &one, &zero, &flags, nullptr);
  }
  template <int N, bool TA, bool TB>
  static inline function kernel;
  template <int N, bool TA, bool TB>
  static void run(number const* a, number const* b, number* c) {
    kernel<N, TA, TB>(b, a, c);
  }
  template <int N, bool TA, bool TB>
  static auto make() {
    kernel<N, TA, TB> =
        generate(N, (TA ? LIBXSMM_GEMM_FLAG_TRANS_B : 0) | (TB ? LIBXSMM_GEMM_FLAG_TRANS_A : 0));
    return kernel<N, TA, TB> ? &run<N, TA, TB> : nullptr;
  }
};
static all_products<by_libxsmm> const entries;
