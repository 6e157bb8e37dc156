// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

static constexpr int n = input::width, experts = input::experts;

static void compute(input const& __restrict in, output& __restrict out) {
  out = {};
  for (int s = 0; s < input::batch; ++s) {
    double const *x = in.X + s * n, *target = in.Y + s * n;
    double gate[experts], e[2][n], weight[2], g[n];
    for (int k = 0; k < experts; ++k) {
      double z = 0;
#pragma omp simd reduction(+ : z)
      for (int j = 0; j < n; ++j) z += in.Wg[k * n + j] * x[j];
      gate[k] = z;
    }
    int best[2]{0, -1};
    for (int k = 1; k < experts; ++k)
      if (gate[k] > gate[best[0]]) best[1] = best[0], best[0] = k;
      else if (best[1] < 0 || gate[k] > gate[best[1]]) best[1] = k;
    weight[0] = 1 / (1 + std::exp(gate[best[1]] - gate[best[0]]));
    weight[1] = 1 - weight[0];
    for (int r = 0; r < 2; ++r)
      for (int i = 0; i < n; ++i) {
        int const row = best[r] * n + i;
        double z = in.b[row];
#pragma omp simd reduction(+ : z)
        for (int j = 0; j < n; ++j) z += in.W[row * n + j] * x[j];
        e[r][i] = std::tanh(z);
      }
    double by_weight[2] = {};
    for (int i = 0; i < n; ++i) {
      double const apart = weight[0] * e[0][i] + weight[1] * e[1][i] - target[i];
      out.value += apart * apart;
      g[i] = 2 * apart;
      for (int r = 0; r < 2; ++r) by_weight[r] += g[i] * e[r][i];
    }
    double const by_gate = weight[0] * weight[1] * (by_weight[0] - by_weight[1]);
    for (int r = 0; r < 2; ++r) {
      for (int j = 0; j < n; ++j) out.Wg[best[r] * n + j] += (r ? -by_gate : by_gate) * x[j];
      for (int i = 0; i < n; ++i) {
        int const row = best[r] * n + i;
        double const c = weight[r] * g[i] * (1 - e[r][i] * e[r][i]);
        out.b[row] += c;
        for (int j = 0; j < n; ++j) out.W[row * n + j] += c * x[j];
      }
    }
  }
}
static contender const hand = entrant<compute>("hand");
