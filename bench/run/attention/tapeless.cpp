// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr int w = input::width;
constexpr variable<"Wq", w, w> Wq;
constexpr variable<"Wk", w, w> Wk;
constexpr variable<"Wv", w, w> Wv;
constexpr variable<"Wo", w, w> Wo;
constexpr variable<"X", input::tokens, w> X;
constexpr variable<"Y", input::tokens, w> Y;

constexpr auto scores = matmul(matmul(X, Wq), transpose(matmul(X, Wk))) / sqrt(32_c);
constexpr auto seen = matmul(matmul(softmax(scores, axis<1>), matmul(X, Wv)), Wo);
constexpr auto loss = sum(square(seen - Y));

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, Wq, Wk, Wv, Wo), Wq = std::span(in.Wq), Wk = std::span(in.Wk),
                  Wv = std::span(in.Wv), Wo = std::span(in.Wo), X = std::span(in.X), Y = std::span(in.Y));
}
static contender const by_tapeless = entrant<compute>("tapeless");
