// SPDX-License-Identifier: BSL-1.0
#include <new>
#include <tapeless/tapeless.hpp>
#include "matmul.hpp"

namespace t = tapeless;

struct by_tapeless {
  static constexpr char const* name = "tapeless";
  template <int N, bool TA, bool TB>
  static constexpr auto formula() {
    constexpr t::variable<"A", N, N> A;
    constexpr t::variable<"B", N, N> B;
    if constexpr (TA && TB) return matmul(transpose(A), transpose(B));
    else if constexpr (TA) return matmul(transpose(A), B);
    else if constexpr (TB) return matmul(A, transpose(B));
    else return matmul(A, B);
  }
  template <int N, bool TA, bool TB>
  static void run(number const* a, number const* b, number* c) {
    constexpr t::variable<"A", N, N> A;
    constexpr t::variable<"B", N, N> B;
    new (c) t::tensor<number, N, N>(t::evaluate(formula<N, TA, TB>(), A = t::view<number const, N, N>(a),
                                                B = t::view<number const, N, N>(b)));
  }
  template <int N, bool TA, bool TB>
  static auto make() {
    return &run<N, TA, TB>;
  }
};
static all_products<by_tapeless> const entries;
