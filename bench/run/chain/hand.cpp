// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"

static void times(double const* M, double const* x, double* y) {
  for (int i = 0; i < 6; ++i) {
    y[i] = 0;
    for (int j = 0; j < 6; ++j) y[i] += M[6 * i + j] * x[j];
  }
}
/// M̄ = g xᵀ and x̄ = Mᵀ g
static void back(double const* M, double const* x, double const* g, double* gM, double* gx) {
  for (int j = 0; j < 6; ++j) gx[j] = 0;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) {
      gM[6 * i + j] = g[i] * x[j];
      gx[j] += M[6 * i + j] * g[i];
    }
}
static void compute(input const& in, output& out) {
  double u[6], v[6], r[6], gu[6], gv[6];
  times(in.C, in.x, u), times(in.B, u, v), times(in.A, v, r);
  out.value = 0;
  for (int i = 0; i < 6; ++i) {
    double const e = r[i] + in.b[i];
    out.value += e * e;
    out.b[i] = 2 * e;
  }
  back(in.A, v, out.b, out.A, gv);
  back(in.B, u, gv, out.B, gu);
  back(in.C, in.x, gu, out.C, out.x);
}
static contender const hand = entrant<compute>("hand");
