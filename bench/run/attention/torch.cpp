// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/torch.hpp"

static void compute(input const& in, output& out) {
  constexpr int t = input::tokens, w = input::width;
  auto const Wq = parameter(in.Wq, {w, w}), Wk = parameter(in.Wk, {w, w}), Wv = parameter(in.Wv, {w, w}),
             Wo = parameter(in.Wo, {w, w}), X = data(in.X, {t, w}), Y = data(in.Y, {t, w});
  auto const scores = torch::mm(torch::mm(X, Wq), torch::mm(X, Wk).t()) * over_root;
  auto const seen = torch::mm(torch::mm(torch::softmax(scores, 1), torch::mm(X, Wv)), Wo);
  write((seen - Y).square().sum(), {Wq, Wk, Wv, Wo}, out);
}
static contender const torch_ = entrant<compute>("torch", allocates);
