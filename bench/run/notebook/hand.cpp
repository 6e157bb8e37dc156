// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"

static void compute(input const& in, output& out) {
  double g[3];
  for (int i = 0; i < 3; ++i) {
    g[i] = 0;
    for (int j = 0; j < 3; ++j) g[i] += in.W[3 * i + j] * in.x[j];
  }
  int least = 2;
  if (g[1] < g[least]) least = 1;
  if (g[0] < g[least]) least = 0;
  g[least] = 0;
  out.value = g[0] * g[0] + g[1] * g[1] + g[2] * g[2];
  for (int j = 0; j < 3; ++j) out.x[j] = 0;
  for (int i = 0; i < 3; ++i) {
    double const twice = 2 * g[i];
    for (int j = 0; j < 3; ++j) {
      out.W[3 * i + j] = twice * in.x[j];
      out.x[j] += twice * in.W[3 * i + j];
    }
  }
}
static contender const hand = entrant<compute>("hand");
