// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr int n = input::width, experts = input::experts, rows = input::batch;
constexpr variable<"Wg", experts, n> Wg;
constexpr variable<"W", experts, n, n> W;
constexpr variable<"b", experts, n> b;
constexpr variable<"X", rows, n> X;
constexpr variable<"Y", rows, n> Y;

constexpr auto loss = formula(
    [](auto gate, auto weights, auto biases, auto x, auto y) {
      auto const gates = matmul(x, transpose(gate));               // [rows, experts]
      auto const best = flatten(topk_indices<2>(gates, axis<1>));  // [rows 2]
      auto const w = index_select(weights, best, axis<0>), c = index_select(biases, best, axis<0>);
      auto const twice = repeat_interleave<2>(x, axis<0>);  // [rows 2, n]
      auto const answers = tanh(squeeze(matmul(w, unsqueeze(twice, axis<2>)), axis<2>) + c);
      auto const shares = softmax(topk<2>(gates, axis<1>), axis<1>);  // [rows, 2]
      auto const mixed = sum(unsqueeze(shares, axis<2>) * reshape<rows, 2, n>(answers), axis<1>);
      return sum(square(mixed - y));
    },
    Wg, W, b, X, Y);

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, Wg, W, b), Wg = std::span(in.Wg), W = std::span(in.W),
                  b = std::span(in.b), X = std::span(in.X), Y = std::span(in.Y));
}
static contender const by_tapeless = entrant<compute>("tapeless");
