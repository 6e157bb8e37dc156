// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

template <int Rows, int Columns>
static void layer(double const* __restrict W, double const* __restrict b, double const* __restrict x,
                  double* __restrict y) {
  for (int i = 0; i < Rows; ++i) {
    double s = b[i];
#pragma omp simd reduction(+ : s)
    for (int j = 0; j < Columns; ++j) s += W[Columns * i + j] * x[j];
    y[i] = s;
  }
}
/// W̄ += g xᵀ, b̄ += g and, where it is wanted, x̄ = Wᵀ g
template <int Rows, int Columns>
static void back(double const* __restrict W, double const* __restrict x, double const* __restrict g,
                 double* __restrict gW, double* __restrict gb, double* __restrict gx) {
  for (int i = 0; i < Rows; ++i) {
    gb[i] += g[i];
    for (int j = 0; j < Columns; ++j) gW[Columns * i + j] += g[i] * x[j];
  }
  if (!gx) return;
  for (int j = 0; j < Columns; ++j) gx[j] = 0;
  for (int i = 0; i < Rows; ++i)
    for (int j = 0; j < Columns; ++j) gx[j] += W[Columns * i + j] * g[i];
}
static void compute(input const& in, output& out) {
  out = {};
  for (int s = 0; s < input::batch; ++s) {
    double const *x = in.X + 64 * s, *t = in.T + 10 * s;
    double h1[128], h2[128], p[10], g1[128], g2[128];
    layer<128, 64>(in.W1, in.b1, x, h1);
    for (double& e : h1) e = std::tanh(e);
    layer<128, 128>(in.W2, in.b2, h1, h2);
    for (double& e : h2) e = e > 0 ? e : 0;
    layer<10, 128>(in.W3, in.b3, h2, p);
    double most = -INFINITY, total = 0, picked = 0, shares = 0;
    for (int i = 0; i < 10; ++i) {
      most = p[i] > most ? p[i] : most;
      picked += t[i] * p[i];
      shares += t[i];
    }
    for (double& e : p) total += e = std::exp(e - most);
    out.value += (shares * (std::log(total) + most) - picked) / input::batch;
    for (int i = 0; i < 10; ++i) p[i] = (shares * p[i] / total - t[i]) / input::batch;
    back<10, 128>(in.W3, h2, p, out.W3, out.b3, g2);
    for (int i = 0; i < 128; ++i) g2[i] = h2[i] > 0 ? g2[i] : 0;
    back<128, 128>(in.W2, h1, g2, out.W2, out.b2, g1);
    for (int i = 0; i < 128; ++i) g1[i] *= 1 - h1[i] * h1[i];
    back<128, 64>(in.W1, x, g1, out.W1, out.b1, nullptr);
  }
}
static contender const hand = entrant<compute>("hand");
