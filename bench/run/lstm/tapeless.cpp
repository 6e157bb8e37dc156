// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr int n = input::units, length = input::steps;
constexpr variable<"Wi", 4 * n, n> Wi;
constexpr variable<"Wh", 4 * n, n> Wh;
constexpr variable<"b", 4 * n> b;
constexpr variable<"x", length, n> x;
constexpr variable<"y", length, n> y;

constexpr auto cell = [](auto state, auto seen, auto wi, auto wh, auto bias) {  // a state is h, then c
  auto const z = reshape<4, n>(matmul(wi, seen) + matmul(wh, slice(state, at<0>)) + bias);
  auto const c =
      sigmoid(slice(z, at<1>)) * slice(state, at<1>) + sigmoid(slice(z, at<0>)) * tanh(slice(z, at<2>));
  return stack(sigmoid(slice(z, at<3>)) * tanh(c), c, axis<0>);
};
constexpr tensor<double, 2, n> nothing;
constexpr auto states = scan<length>(cell, literal<nothing>, x, Wi, Wh, b);
constexpr auto loss = sum(square(slice(states, axis<1>, at<0>) - y));

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, Wi, Wh, b), Wi = std::span(in.Wi), Wh = std::span(in.Wh),
                  b = std::span(in.b), x = std::span(in.x), y = std::span(in.y));
}
static contender const by_tapeless = entrant<compute>("tapeless");
