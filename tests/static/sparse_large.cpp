// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

// Formulas that are too large to write out: ops are looked at one by one.
constexpr variable<"u", 300> u;
constexpr auto left = pad<1, 0>(slice(u, range<0, -1>));
constexpr auto right = pad<0, 1>(slice(u, range<1>));
constexpr auto flow = left - 2_c * u + right + u * exp(-u) * (left + right);
constexpr auto pattern = jacobian_pattern(flow, u);
static_assert(pattern.nnz == 898 && colours(pattern) == 3);
static_assert(pattern.zero({0, 200}, {201, 99}) && pattern.at(200, 201) && !pattern.at(200, 202));

// Its values, as sums of rows: dense by one tangent of ones.
constexpr variable<"v", 150> v;
constexpr auto cubic = v * (1_c - square(v)) * pad<0, 1>(slice(v, range<1>)) / (2_c + square(v)) +
                       square(pad<1, 0>(slice(v, range<0, -1>))) * v - v;
constexpr auto its_pattern = jacobian_pattern(cubic, v);
static_assert(its_pattern.nnz == 448 && colours(its_pattern) == 3);
static constexpr auto ones = check::filled<tensor<double, 150>>([](int) { return 1; });
constexpr bool rows_agree() {
  auto const point = check::mixed<tensor<double, 150>>();
  auto const sparse = evaluate(sparse_jacobian(cubic, v), v = point);
  auto const sums = evaluate(jvp(cubic, v, literal<ones>), v = point);
  for (int i = 0; i < 150; ++i) {
    double total = 0;
    for (int e = its_pattern.row_starts[i]; e < its_pattern.row_starts[i + 1]; ++e) total += sparse.data()[e];
    if (!check::close_number(total, sums.data()[i], 1e-13)) return false;
  }
  return true;
}
static_assert(rows_agree());

// A contraction: a block for each entry of the batch. A factorisation counts as full.
constexpr variable<"A", 12, 4, 4> A;
constexpr auto products = jacobian_pattern(sum(matmul(A, exp(A)), axis<1, 2>), A);
static_assert(products.rows == 12 && products.nnz == A.shape.size() && colours(products) == 16);
static_assert(products.zero(products.row(3), products.column(A, 4)));
constexpr variable<"B", 16, 16> B;
constexpr auto full = jacobian_pattern(slice(inverse(B), at<0>), B);
static_assert(full.nnz == 16 * 256);

// A loop is not written out: what its steps read counts as a whole.
constexpr variable<"h", 3> h;
constexpr auto looped = repeat<4>([](auto state) { return state * state; }, h);
static_assert(jacobian_pattern(looped, h).nnz == 9 && colours(jacobian_pattern(looped, h)) == 3);
static_assert(evaluate(sparse_jacobian(looped, h), h = tensor<double, 3>{1, 2, 3}) ==
              tensor<double, 9>{16, 0, 0, 0, 16 * 32768.0, 0, 0, 0, 16 * 14348907.0});
