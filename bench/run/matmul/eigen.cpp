// SPDX-License-Identifier: BSL-1.0
#include <Eigen/Core>
#include "matmul.hpp"

/// Fixed-size matrices; above Eigen's limit for its stack, mapped memory is multiplied all the same.
struct by_eigen {
  static constexpr char const* name = "eigen";
  template <int N, bool TA, bool TB>
  static void run(number const* a, number const* b, number* c) {
    using matrix = Eigen::Matrix<number, N, N, Eigen::RowMajor>;
    Eigen::Map<matrix const, Eigen::Aligned64> const A(a), B(b);
    Eigen::Map<matrix, Eigen::Aligned64> C(c);
    if constexpr (TA && TB) C.noalias() = A.transpose() * B.transpose();
    else if constexpr (TA) C.noalias() = A.transpose() * B;
    else if constexpr (TB) C.noalias() = A * B.transpose();
    else C.noalias() = A * B;
  }
  template <int N, bool TA, bool TB>
  static auto make() {
    return &run<N, TA, TB>;
  }
};
static all_products<by_eigen> const entries;
