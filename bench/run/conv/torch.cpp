// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/torch.hpp"

static void compute(input const& in, output& out) {
  auto const F = parameter(in.F, {input::filters, 1, 3, 3}), b = parameter(in.b, {input::filters}),
             W = parameter(in.W, {input::classes, input::pooled}), c = parameter(in.c, {input::classes});
  auto const image = data(in.image, {1, 1, 16, 16}), t = data(in.t, {input::classes});
  auto const h = torch::max_pool2d(torch::relu(torch::conv2d(image, F, b)), {2, 2}, {2, 2}).flatten();
  write(torch::nn::functional::cross_entropy(torch::addmv(c, W, h), t), {F, b, W, c}, out);
}
static contender const torch_ = entrant<compute>("torch", allocates);
