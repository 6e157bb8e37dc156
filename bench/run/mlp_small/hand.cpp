// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

static void compute(input const& in, output& out) {
  double h[16], p[4], gh[16];
  for (int i = 0; i < 16; ++i) {
    double s = in.b1[i];
    for (int j = 0; j < 8; ++j) s += in.W1[8 * i + j] * in.x[j];
    h[i] = std::tanh(s);
  }
  double most = -INFINITY, total = 0, picked = 0, shares = 0;
  for (int i = 0; i < 4; ++i) {
    double s = in.b2[i];
    for (int j = 0; j < 16; ++j) s += in.W2[16 * i + j] * h[j];
    p[i] = s;
    most = std::fmax(most, s);
    picked += in.t[i] * s;
    shares += in.t[i];
  }
  for (double& e : p) total += e = std::exp(e - most);
  out.value = shares * (std::log(total) + most) - picked;
  for (double& g : gh) g = 0;
  for (int i = 0; i < 4; ++i) {
    double const g = shares * p[i] / total - in.t[i];
    out.b2[i] = g;
    for (int j = 0; j < 16; ++j) {
      out.W2[16 * i + j] = g * h[j];
      gh[j] += g * in.W2[16 * i + j];
    }
  }
  for (int i = 0; i < 16; ++i) {
    double const g = gh[i] * (1 - h[i] * h[i]);
    out.b1[i] = g;
    for (int j = 0; j < 8; ++j) out.W1[8 * i + j] = g * in.x[j];
  }
}
static contender const hand = entrant<compute>("hand");
