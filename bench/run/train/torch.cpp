// SPDX-License-Identifier: BSL-1.0
#include <torch/torch.h>
#include "../common/contender.hpp"
#include "adam.hpp"

static torch::Tensor data(double const* x, std::vector<int64_t> const& shape) {
  return torch::from_blob(const_cast<double*>(x), shape, torch::kDouble);
}
static void compute(input const& in, output& out) {
  auto const W1 = data(in.p.W1, {16, 32}).requires_grad_(), b1 = data(in.p.b1, {32}).requires_grad_(),
             W2 = data(in.p.W2, {32, 4}).requires_grad_(), b2 = data(in.p.b2, {4}).requires_grad_();
  auto const y = torch::addmm(b2, torch::tanh(torch::addmm(b1, data(in.X, {batch, 16}), W1)), W2);
  auto const loss = torch::nn::functional::cross_entropy(y, data(in.T, {batch, 4}));
  parameters gradient;
  auto* to = reinterpret_cast<double*>(&gradient);
  for (torch::Tensor const& g : torch::autograd::grad({loss}, {W1, b1, W2, b2})) {
    torch::Tensor const rows = g.contiguous();
    to = std::copy_n(rows.data_ptr<double>(), rows.numel(), to);
  }
  out.loss = loss.item<double>();
  adam(in, gradient, out);
}
static int const threads = (torch::set_num_threads(1), 1);
static contender const torch_ = entrant<compute>("torch", allocates);
