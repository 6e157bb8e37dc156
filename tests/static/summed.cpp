// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close, check::mixed;

// Sums of the rows or columns of a product are products of sums where that counts fewer operations.
constexpr variable<"A", 6, 4> A;
constexpr variable<"B", 4, 5> B;
constexpr auto a = mixed<tensor<double, 6, 4>>(1);
constexpr auto b = mixed<tensor<double, 4, 5>>(2);
constexpr auto AB = matmul(A, B);
constexpr auto ab = evaluate(AB, A = a, B = b);
constexpr long long rows_of_a = 4 * 5, columns_of_b = 4 * 4, whole = 30 * 7;
static_assert(flops(sum(AB, axis<0>)) == rows_of_a + 5 * 7 &&
              flops(sum(AB, axis<1>)) == columns_of_b + 6 * 7 &&
              flops(sum(AB)) == rows_of_a + columns_of_b + 7);
constexpr bool sums_agree() {
  tensor<double, 5> rows;
  tensor<double, 6> columns;
  double all = 0;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 5; ++j) rows(j) += ab(i, j), columns(i) += ab(i, j), all += ab(i, j);
  return close(evaluate(sum(AB, axis<0>), A = a, B = b), rows) &&
         close(evaluate(sum(AB, axis<1>), A = a, B = b), columns) &&
         close(evaluate(sum(AB), A = a, B = b), tensor<double>(all));
}
static_assert(sums_agree());
// A product that is wanted anyway is summed.
static_assert(flops(formulas(AB, sum(AB, axis<0>))) == whole + 5 * 5);

// In batches, and through reshapes; a sum over the batch as well is no product of sums.
constexpr variable<"S", 3, 6, 4> S;
constexpr variable<"T", 3, 4, 5> T;
constexpr auto s = mixed<tensor<double, 3, 6, 4>>(3);
constexpr auto t = mixed<tensor<double, 3, 4, 5>>(4);
constexpr auto ST = matmul(S, T);
constexpr auto st = evaluate(ST, S = s, T = t);
static_assert(flops(sum(ST, axis<1>)) == 3 * (rows_of_a + 5 * 7) &&
              flops(sum(reshape<3, 1, 2, 3, 5>(ST), axis<1, 2, 3>)) == flops(sum(ST, axis<1>)) &&
              flops(sum(ST, axis<2>)) == 3 * (columns_of_b + 6 * 7) &&
              flops(sum(ST, axis<0, 1>)) == 3 * whole + 17 * 5);
constexpr bool batches_agree() {
  tensor<double, 3, 5> rows;
  tensor<double, 3, 6> columns;
  for (int n = 0; n < 3; ++n)
    for (int i = 0; i < 6; ++i)
      for (int j = 0; j < 5; ++j) rows(n, j) += st(n, i, j), columns(n, i) += st(n, i, j);
  return close(evaluate(sum(ST, axis<1>), S = s, T = t), rows) &&
         close(evaluate(sum(ST, axis<2>), S = s, T = t), columns);
}
static_assert(batches_agree());

// What is repeated along rows has a sum of them for its cotangent.
constexpr variable<"shift", 4> shift;
constexpr auto loss = sum(square(matmul(A - shift, B)));
static_assert(flops(gradient(loss, shift)) < 2 * whole + rows_of_a);
static_assert(check::differences_agree(loss, shift, tensor<double, 4>{0.5, -1, 0.25, 2}, A = a, B = b));
