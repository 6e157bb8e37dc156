// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "adam.hpp"

static void compute(input const& __restrict in, output& __restrict out) {
  parameters g{};
  out.loss = 0;
  for (int s = 0; s < batch; ++s) {
    double const *x = in.X + 16 * s, *t = in.T + 4 * s;
    double h[32], gh[32], p[4];
    for (int i = 0; i < 32; ++i) h[i] = in.p.b1[i];
    for (int j = 0; j < 16; ++j)
      for (int i = 0; i < 32; ++i) h[i] += in.p.W1[32 * j + i] * x[j];
    for (double& e : h) e = std::tanh(e);
    for (int k = 0; k < 4; ++k) p[k] = in.p.b2[k];
    for (int i = 0; i < 32; ++i)
      for (int k = 0; k < 4; ++k) p[k] += in.p.W2[4 * i + k] * h[i];
    double most = -INFINITY, total = 0, picked = 0, shares = 0;
    for (int k = 0; k < 4; ++k) {
      most = p[k] > most ? p[k] : most;
      picked += t[k] * p[k];
      shares += t[k];
    }
    for (double& e : p) total += e = std::exp(e - most);
    out.loss += (shares * (std::log(total) + most) - picked) / batch;
    for (int k = 0; k < 4; ++k) g.b2[k] += p[k] = (shares * p[k] / total - t[k]) / batch;
    for (int i = 0; i < 32; ++i) {
      double sum = 0;
      for (int k = 0; k < 4; ++k) {
        g.W2[4 * i + k] += p[k] * h[i];
        sum += p[k] * in.p.W2[4 * i + k];
      }
      g.b1[i] += gh[i] = sum * (1 - h[i] * h[i]);
    }
    for (int j = 0; j < 16; ++j)
      for (int i = 0; i < 32; ++i) g.W1[32 * j + i] += gh[i] * x[j];
  }
  adam(in, g, out);
}
static contender const hand = entrant<compute>("hand");
