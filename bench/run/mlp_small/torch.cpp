// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/torch.hpp"

static void compute(input const& in, output& out) {
  auto const W1 = parameter(in.W1, {16, 8}), b1 = parameter(in.b1, {16}), W2 = parameter(in.W2, {4, 16}),
             b2 = parameter(in.b2, {4});
  auto const x = data(in.x, {8}), t = data(in.t, {4});
  auto const y = torch::addmv(b2, W2, torch::tanh(torch::addmv(b1, W1, x)));
  write(torch::nn::functional::cross_entropy(y, t), {W1, b1, W2, b2}, out);
}
static contender const torch_ = entrant<compute>("torch", allocates);
