// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"

static void compute(input const& in, output& out) {
  double const* const x = in.x;
  out = {};
  for (int i = 0; i < 9; ++i) {
    double const a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
    out.f += 100 * a * a + b * b;
    out.gradient[i] += -400 * a * x[i] - 2 * b;
    out.gradient[i + 1] += 200 * a;
    out.hessian[11 * i] += 800 * x[i] * x[i] - 400 * a + 2;
    out.hessian[11 * i + 11] += 200;
    out.hessian[11 * i + 1] = out.hessian[11 * i + 10] = -400 * x[i];
  }
}
static contender const hand = entrant<compute>("hand");
