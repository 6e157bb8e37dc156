// SPDX-License-Identifier: BSL-1.0
#include <cblas.h>
#include "matmul.hpp"

#ifdef SINGLE
constexpr auto gemm = cblas_sgemm;
#else
constexpr auto gemm = cblas_dgemm;
#endif

struct by_openblas {
  static constexpr char const* name = "openblas";
  template <int N, bool TA, bool TB>
  static void run(number const* a, number const* b, number* c) {
    gemm(CblasRowMajor, TA ? CblasTrans : CblasNoTrans, TB ? CblasTrans : CblasNoTrans, N, N, N, 1, a, N, b,
         N, 0, c, N);
  }
  template <int N, bool TA, bool TB>
  static auto make() {
    openblas_set_num_threads(1);
    return &run<N, TA, TB>;
  }
};
static all_products<by_openblas> const entries;
