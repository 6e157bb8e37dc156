// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/torch.hpp"

static void compute(input const& in, output& out) {
  auto const W1 = parameter(in.W1, {128, 64}), b1 = parameter(in.b1, {128}),
             W2 = parameter(in.W2, {128, 128}), b2 = parameter(in.b2, {128}),
             W3 = parameter(in.W3, {10, 128}), b3 = parameter(in.b3, {10});
  auto const X = data(in.X, {BATCH, 64}), T = data(in.T, {BATCH, 10});
  auto const h = torch::relu(torch::linear(torch::tanh(torch::linear(X, W1, b1)), W2, b2));
  write(torch::nn::functional::cross_entropy(torch::linear(h, W3, b3), T), {W1, b1, W2, b2, W3, b3}, out);
}
static contender const torch_ = entrant<compute>("torch", allocates);
