// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <torch/torch.h>
#include <inputs.hpp>
#include "../contender.hpp"

/// Memory as a tensor, without a copy; a parameter has a gradient.
inline torch::Tensor data(double const* x, std::vector<int64_t> const& shape) {
  return torch::from_blob(const_cast<double*>(x), shape, torch::kDouble);
}
inline torch::Tensor parameter(double const* x, std::vector<int64_t> const& shape) {
  return data(x, shape).requires_grad_();
}
/// The loss, then its gradients, one after another.
inline void write(torch::Tensor const& loss, std::vector<torch::Tensor> const& parameters, output& out) {
  auto* to = reinterpret_cast<double*>(&out);
  auto const gradients = torch::autograd::grad({loss}, parameters);
  *to++ = loss.item<double>();
  for (torch::Tensor const& g : gradients) {
    torch::Tensor const rows = g.contiguous();
    std::copy_n(rows.data_ptr<double>(), rows.numel(), to);
    to += rows.numel();
  }
}
/// One thread, as all contenders have.
struct one_thread {
  one_thread() { torch::set_num_threads(1); }
};
inline one_thread const single;
