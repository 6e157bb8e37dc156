// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "../common/product.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;

// The exponent of a component is linear in the features of a point (the products x_a x_b, x and 1), and so is
// the gradient: two matrix products with 66 features, and the per-component algebra happens once instead of n
// times.
static constexpr int d = input::d, K = input::K, n = input::n;
static constexpr int features = 66, padded = 72, block = 40;
static_assert(n % block == 0);

struct component {
  double Q[d][d], P_mu[d];
};
/// coefficient[f][k] of feature f in component k.
static void prepare(input const& in, component (&all)[K], double (&coefficient)[features][K]) {
  for (int k = 0; k < K; ++k) {
    auto& [Q, P_mu] = all[k];
    double const* mu = in.mu + k * d;
    double constant = in.alpha[k], P[d][d] = {}, z[d];
    alignas(64) double e[16] = {};
    for (int r = 0; r < d; ++r) e[r] = in.q[k * d + r];
    for (int r = 0; r < 16; r += 8) store(e + r, exp(load<d8>(e + r)));
    for (int r = 0; r < d; ++r) {
      for (int c = 0; c < d; ++c) Q[r][c] = c < r ? in.L[(k * d + r) * d + c] : c == r ? e[r] : 0;
      constant += in.q[k * d + r];
      z[r] = 0;
      for (int c = 0; c < d; ++c) z[r] += Q[r][c] * mu[c];
      constant -= 0.5 * z[r] * z[r];
      for (int a = 0; a <= r; ++a)
        for (int b = 0; b < d; ++b) P[a][b] += Q[r][a] * Q[r][b];
    }
    int f = 0;
    for (int a = 0; a < d; ++a) {
      coefficient[f++][k] = -0.5 * P[a][a];
      for (int b = a + 1; b < d; ++b) coefficient[f++][k] = -P[a][b];
    }
    for (int c = 0; c < d; ++c) {
      P_mu[c] = 0;
      for (int r = c; r < d; ++r) P_mu[c] += Q[r][c] * z[r];
      coefficient[f++][k] = P_mu[c];
    }
    coefficient[f][k] = constant;
  }
}
/// phi[f][point]
static void make_features(double const* x, double (&phi)[padded][block]) {
  alignas(64) double rows[16][block];
  for (int i = 0; i < block; i += 8) {
    d8 r[8];
    for (int p = 0; p < 8; ++p) r[p] = load<d8>(x + (i + p) * d);
    transpose(r);
    for (int c = 0; c < 8; ++c) store(&rows[c][i], r[c]);
    for (int c = 8; c < d; ++c)
      for (int p = 0; p < 8; ++p) rows[c][i + p] = x[(i + p) * d + c];
  }
  for (int i = 0; i < block; i += 8) {
    int f = 0;
    for (int a = 0; a < d; ++a) {
      d8 const xa = load<d8>(&rows[a][i]);
      for (int b = a; b < d; ++b) store(&phi[f++][i], xa * load<d8>(&rows[b][i]));
    }
    for (int a = 0; a < d; ++a) store(&phi[f++][i], load<d8>(&rows[a][i]));
  }
}
/// The exponents of the components in eight points; inlined, what share reads would stay in tiles' registers.
[[gnu::noinline]] static void exponents(double const* coefficient, double const* phi, double* w) {
  product<K, 8, features, 1, K, block, block>(coefficient, phi, w);
}
/// The shares of the components in eight points; their log-likelihoods come back.
INLINE d8 share(double const (&coefficient)[features][K], double const* phi, double* w) {
  exponents(&coefficient[0][0], phi, w);
  d8 most = load<d8>(w), second = load<d8>(w + block), total{}, other{};
  for (int k = 2; k < K - 1; k += 2)
    most = max(most, load<d8>(w + k * block)), second = max(second, load<d8>(w + (k + 1) * block));
  most = max(max(most, second), load<d8>(w + (K - 1) * block));
  for (int k = 0; k < K; ++k) {
    d8 const e = exp(load<d8>(w + k * block) - most);
    store(w + k * block, e);
    (k % 2 ? total : other) += e;
  }
  total += other;
  d8 const scale = 1.0 / total;
  for (int k = 0; k < K; ++k) store(w + k * block, load<d8>(w + k * block) * scale);
  return log(total) + most;
}
/// From Σ_i w x xᵀ, Σ_i w x and Σ_i w of each component to its gradients.
static void finish(input const& in, component const (&all)[K], double const (&moment)[K][padded],
                   output& out) {
  double most = in.alpha[0], total = 0, prior = 0;
  for (double a : in.alpha) most = a > most ? a : most;
  for (int k = 0; k < K; ++k) total += out.alpha[k] = exp1(in.alpha[k] - most);
  for (int k = 0; k < K; ++k) {
    double const *mu = in.mu + k * d, *s1 = moment[k] + 55, s0 = moment[k][65];
    double C[d][d], *gq = out.q + k * d, *gL = out.L + k * d * d, u[d];
    for (int a = 0, f = 0; a < d; ++a)
      for (int b = a; b < d; ++b, ++f)
        C[a][b] = C[b][a] = moment[k][f] - s1[a] * mu[b] - mu[a] * s1[b] + s0 * mu[a] * mu[b];
    for (int c = 0; c < d; ++c) u[c] = s1[c] - s0 * mu[c], out.mu[k * d + c] = 0;
    for (int r = 0; r < d; ++r) {
      auto const& Q = all[k].Q[r];
      double g[d] = {}, z = 0;
      for (int a = 0; a <= r; ++a) {
        z += Q[a] * u[a];
        for (int c = 0; c < d; ++c) g[c] -= Q[a] * C[a][c];
      }
      for (int c = 0; c < d; ++c) {
        out.mu[k * d + c] += Q[c] * z;
        gL[r * d + c] = c < r ? g[c] + Q[c] : 0;
      }
      for (int c = 0; c <= r; ++c) prior += Q[c] * Q[c];
      gq[r] = g[r] * Q[r] + s0 + Q[r] * Q[r];
    }
    out.alpha[k] = s0 - n * out.alpha[k] / total;
  }
  out.value += 0.5 * prior - n * (log1(total) + most) - 0.5 * n * d * log_2pi;
}
static void compute(input const& in, output& out) {
  component all[K];
  alignas(64) double coefficient[features][K], phi[padded][block] = {}, rows[block][padded], w[K][block];
  alignas(64) double moment[K][padded] = {};
  prepare(in, all, coefficient);
  for (int i = 0; i < block; ++i) phi[65][i] = 1;
  d8 value{};
  for (int i = 0; i < n; i += block) {
    make_features(in.x + i * d, phi);
    for (int p = 0; p < block; p += 8) value += share(coefficient, &phi[0][p], &w[0][p]);
    transpose<padded, block>(&phi[0][0], &rows[0][0]);
    product<K, padded, block, block, 1, padded, padded, true>(&w[0][0], &rows[0][0], &moment[0][0]);
  }
  out.value = sum(value);
  finish(in, all, moment, out);
}
static contender const hand_simd = entrant<compute>("hand_simd");
