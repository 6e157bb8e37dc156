// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"W", 64, 32> W;
constexpr variable<"x", 32> x;
constexpr auto loss = sum(square(topk<8>(matmul(W, x))));

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, W, x), W = std::span(in.W), x = std::span(in.x));
}
static contender const by_tapeless = entrant<compute>("tapeless");
