// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/torch.hpp"

static void compute(input const& in, output& out) {
  constexpr int d = input::d, K = input::K, n = input::n;
  auto const alpha = parameter(in.alpha, {K}), mu = parameter(in.mu, {K, d}), q = parameter(in.q, {K, d}),
             L = parameter(in.L, {K, d, d}), x = data(in.x, {n, d});
  auto const below = torch::tril(L, -1), Q = below + torch::diag_embed(torch::exp(q));
  auto const z = torch::matmul(x - mu.unsqueeze(1), Q.transpose(1, 2));  // [K, n, d]
  auto const m = (alpha + q.sum(1)).unsqueeze(1) - 0.5 * z.square().sum(2);
  auto const prior = 0.5 * (torch::exp(2 * q).sum() + below.square().sum());
  auto const loss =
      torch::logsumexp(m, 0).sum() - n * torch::logsumexp(alpha, 0) + prior - 0.5 * n * d * log_2pi;
  write(loss, {alpha, mu, q, L}, out);
}
static contender const torch_ = entrant<compute>("torch", allocates);
