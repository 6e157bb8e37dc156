// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

static constexpr int n = input::units, steps = input::steps;
static double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

static void compute(input const& __restrict in, output& __restrict out) {
  double h[steps + 1][n] = {}, c[steps + 1][n] = {}, tc[steps][n], gate[steps][4][n];
  out = {};
  for (int t = 0; t < steps; ++t) {
    double const* const x = in.x + t * n;
    for (int k = 0; k < 4; ++k)
      for (int i = 0; i < n; ++i) {
        int const row = k * n + i;
        double s = in.b[row];
#pragma omp simd reduction(+ : s)
        for (int j = 0; j < n; ++j) s += in.Wi[row * n + j] * x[j] + in.Wh[row * n + j] * h[t][j];
        gate[t][k][i] = k == 2 ? std::tanh(s) : sigmoid(s);
      }
    for (int i = 0; i < n; ++i) {
      c[t + 1][i] = gate[t][1][i] * c[t][i] + gate[t][0][i] * gate[t][2][i];
      tc[t][i] = std::tanh(c[t + 1][i]);
      h[t + 1][i] = gate[t][3][i] * tc[t][i];
      double const apart = h[t + 1][i] - in.y[t * n + i];
      out.value += apart * apart;
    }
  }
  double gh[n] = {}, gc[n] = {}, gz[4 * n];
  for (int t = steps - 1; t >= 0; --t) {
    double const* const x = in.x + t * n;
    for (int i = 0; i < n; ++i) {
      double const a = gate[t][0][i], f = gate[t][1][i], g = gate[t][2][i], o = gate[t][3][i];
      double const by_h = gh[i] + 2 * (h[t + 1][i] - in.y[t * n + i]);
      double const by_c = gc[i] + by_h * o * (1 - tc[t][i] * tc[t][i]);
      gz[i] = by_c * g * a * (1 - a);
      gz[n + i] = by_c * c[t][i] * f * (1 - f);
      gz[2 * n + i] = by_c * a * (1 - g * g);
      gz[3 * n + i] = by_h * tc[t][i] * o * (1 - o);
      gc[i] = by_c * f;
      gh[i] = 0;
    }
    for (int row = 0; row < 4 * n; ++row) {
      double const g = gz[row];
      out.b[row] += g;
      for (int j = 0; j < n; ++j) {
        out.Wi[row * n + j] += g * x[j];
        out.Wh[row * n + j] += g * h[t][j];
        gh[j] += g * in.Wh[row * n + j];
      }
    }
  }
}
static contender const hand = entrant<compute>("hand");
