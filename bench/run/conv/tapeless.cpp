// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"F", input::filters, 1, 3, 3> F;
constexpr variable<"b", input::filters> b;
constexpr variable<"W", input::classes, input::pooled> W;
constexpr variable<"c", input::classes> c;
constexpr variable<"image", 1, 1, 16, 16> image;
constexpr variable<"t", input::classes> t;

constexpr auto pooled = max_pool2d<2, 2>(relu(conv2d(image, F, b)), stride<2, 2>);
constexpr auto loss = cross_entropy(matmul(W, flatten(pooled)) + c, t);

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, F, b, W, c), F = std::span(in.F), b = std::span(in.b),
                  W = std::span(in.W), c = std::span(in.c), image = std::span(in.image), t = std::span(in.t));
}
static contender const by_tapeless = entrant<compute>("tapeless");
