// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

/// P = c m + a (r × m) + b r (r·m) with a = sin θ / θ, b = (1 - cos θ) / θ²; its derivatives by r and m, then
/// the chain.
static void project(observation const& o, errors& e) {
  double const *r = o.camera, *k = o.camera + 9, f = o.camera[6], w = o.w;
  double const square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2], theta = std::sqrt(square);
  double const c = std::cos(theta), a = std::sin(theta) / theta, b = (1 - c) / square;
  double const a1 = (c - a) / square, b1 = (a - 2 * b) / square;
  double const m[3]{o.X[0] - o.camera[3], o.X[1] - o.camera[4], o.X[2] - o.camera[5]};
  double const q = r[0] * m[0] + r[1] * m[1] + r[2] * m[2];
  double const turned[3]{r[1] * m[2] - r[2] * m[1], r[2] * m[0] - r[0] * m[2], r[0] * m[1] - r[1] * m[0]};
  double P[3], by_r[3][3], by_m[3][3];
  for (int i = 0; i < 3; ++i) {
    P[i] = c * m[i] + a * turned[i] + b * q * r[i];
    double const v = -a * m[i] + a1 * turned[i] + b1 * q * r[i];
    for (int j = 0; j < 3; ++j) {
      by_r[i][j] = v * r[j] + b * r[i] * m[j] + (i == j ? b * q : 0);
      by_m[i][j] = b * r[i] * r[j] + (i == j ? c : 0);
    }
  }
  for (int i = 0; i < 3; ++i) {
    int const j = (i + 1) % 3, l = (i + 2) % 3;
    by_m[l][j] += a * r[i], by_m[j][l] -= a * r[i];
    by_r[l][j] -= a * m[i], by_r[j][l] += a * m[i];
  }
  double const p[2]{P[0] / P[2], P[1] / P[2]}, rho = p[0] * p[0] + p[1] * p[1];
  double const distortion = 1 + k[0] * rho + k[1] * rho * rho, slope = 2 * (k[0] + 2 * k[1] * rho);
  for (int i = 0; i < 2; ++i) {
    double const apart = f * distortion * p[i] + o.camera[7 + i] - o.seen[i];
    double const g0 = w * f * ((i == 0 ? distortion : 0) + slope * p[i] * p[0]) / P[2];
    double const g1 = w * f * ((i == 1 ? distortion : 0) + slope * p[i] * p[1]) / P[2];
    double const g2 = -g0 * p[0] - g1 * p[1];
    e.error[i] = w * apart;
    double* const J = e.camera + 11 * i;
    for (int j = 0; j < 3; ++j) {
      J[j] = g0 * by_r[0][j] + g1 * by_r[1][j] + g2 * by_r[2][j];
      double const by_point = g0 * by_m[0][j] + g1 * by_m[1][j] + g2 * by_m[2][j];
      J[3 + j] = -by_point;
      e.X[3 * i + j] = by_point;
    }
    J[6] = w * distortion * p[i];
    J[7] = i == 0 ? w : 0;
    J[8] = i == 1 ? w : 0;
    J[9] = w * f * rho * p[i];
    J[10] = w * f * rho * rho * p[i];
    e.w[i] = apart;
  }
}
static void compute(input const& in, output& out) {
  for (int i = 0; i < observations; ++i) project(in.all[i], out.all[i]);
}
static contender const hand = entrant<compute>("hand");
