// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"x", 3> x;
constexpr auto loss = sum(square(topk<2>(matmul(W, x))));

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, W, x), W = view<double const, 3, 3>(in.W),
                  x = view<double const, 3>(in.x));
}
static contender const by_tapeless = entrant<compute>("tapeless");
