// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

static constexpr int filters = input::filters, pooled = input::pooled, classes = input::classes;

static void compute(input const& __restrict in, output& __restrict out) {
  double z[14][14], h[pooled], p[classes], gh[pooled];
  int from[pooled];  // the entry of the image's window that the pool took, or none
  for (int f = 0; f < filters; ++f) {
    for (int i = 0; i < 14; ++i)
      for (int j = 0; j < 14; ++j) {
        double s = in.b[f];
        for (int k = 0; k < 3; ++k)
          for (int l = 0; l < 3; ++l) s += in.F[f * 9 + 3 * k + l] * in.image[(i + k) * 16 + j + l];
        z[i][j] = s;
      }
    for (int i = 0; i < 7; ++i)
      for (int j = 0; j < 7; ++j) {
        int const at = (f * 7 + i) * 7 + j;
        h[at] = 0, from[at] = -1;
        for (int d = 0; d < 4; ++d)
          if (double const s = z[2 * i + d / 2][2 * j + d % 2]; s > h[at])
            h[at] = s, from[at] = (2 * i + d / 2) * 16 + 2 * j + d % 2;
      }
  }
  double most = -INFINITY, total = 0, picked = 0, shares = 0;
  for (int k = 0; k < classes; ++k) {
    double s = in.c[k];
#pragma omp simd reduction(+ : s)
    for (int i = 0; i < pooled; ++i) s += in.W[k * pooled + i] * h[i];
    p[k] = s;
    most = s > most ? s : most;
    picked += in.t[k] * s;
    shares += in.t[k];
  }
  for (double& e : p) total += e = std::exp(e - most);
  out.value = shares * (std::log(total) + most) - picked;
  for (double& g : gh) g = 0;
  for (int k = 0; k < classes; ++k) {
    double const g = shares * p[k] / total - in.t[k];
    out.c[k] = g;
    for (int i = 0; i < pooled; ++i) {
      out.W[k * pooled + i] = g * h[i];
      gh[i] += g * in.W[k * pooled + i];
    }
  }
  for (int f = 0; f < filters; ++f) {
    double g[9] = {}, gb = 0;
    for (int i = f * 49; i < (f + 1) * 49; ++i) {
      if (from[i] < 0) continue;
      gb += gh[i];
      for (int k = 0; k < 3; ++k)
        for (int l = 0; l < 3; ++l) g[3 * k + l] += gh[i] * in.image[from[i] + 16 * k + l];
    }
    out.b[f] = gb;
    for (int k = 0; k < 9; ++k) out.F[f * 9 + k] = g[k];
  }
}
static contender const hand = entrant<compute>("hand");
