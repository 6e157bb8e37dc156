// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"W1", 16, 8> W1;
constexpr variable<"b1", 16> b1;
constexpr variable<"W2", 4, 16> W2;
constexpr variable<"b2", 4> b2;
constexpr variable<"x", 8> x;
constexpr variable<"t", 4> t;
constexpr auto loss = cross_entropy(matmul(W2, tanh(matmul(W1, x) + b1)) + b2, t);

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, W1, b1, W2, b2), W1 = view<double const, 16, 8>(in.W1),
                  b1 = view<double const, 16>(in.b1), W2 = view<double const, 4, 16>(in.W2),
                  b2 = view<double const, 4>(in.b2), x = view<double const, 8>(in.x),
                  t = view<double const, 4>(in.t));
}
static contender const by_tapeless = entrant<compute>("tapeless");
