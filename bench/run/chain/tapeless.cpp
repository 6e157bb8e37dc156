// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"A", 6, 6> A;
constexpr variable<"B", 6, 6> B;
constexpr variable<"C", 6, 6> C;
constexpr variable<"x", 6> x;
constexpr variable<"b", 6> b;
constexpr auto loss = sum(square(matmul(matmul(matmul(A, B), C), x) + b));

static auto compute(input const& in) {
  using matrix = view<double const, 6, 6>;
  using vector = view<double const, 6>;
  return evaluate(value_and_gradient(loss, A, B, C, x, b), A = matrix(in.A), B = matrix(in.B),
                  C = matrix(in.C), x = vector(in.x), b = vector(in.b));
}
static contender const by_tapeless = entrant<compute>("tapeless");
