// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "../common/vector_math.hpp"

// One source for a number and for lanes of numbers: x[17] is an observation, y[32] its errors and Jacobian.
template <class V>
struct functions;
template <>
struct functions<double> {
  static double root(double x) { return __builtin_sqrt(x); }
  static void sincos(double x, double& s, double& c) {
    simd::d2 sine, cosine;
    simd::sincos(simd::d2{x, x}, sine, cosine);
    s = sine[0], c = cosine[0];
  }
};
template <>
struct functions<simd::dn> {
  static simd::dn root(simd::dn x) { return simd::sqrt(x); }
  static void sincos(simd::dn x, simd::dn& s, simd::dn& c) { simd::sincos(x, s, c); }
};

template <class V>
INLINE void project(V const* x, V* y) {
  V const *r = x, f = x[6], k0 = x[9], k1 = x[10], w = x[14];
  V const square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2], theta = functions<V>::root(square);
  V const over = 1.0 / square;
  V s, c;
  functions<V>::sincos(theta, s, c);
  V const a = s * theta * over, b = (1.0 - c) * over, a1 = (c - a) * over, b1 = (a - 2.0 * b) * over;
  V const m[3]{x[11] - x[3], x[12] - x[4], x[13] - x[5]};
  V const q = r[0] * m[0] + r[1] * m[1] + r[2] * m[2], bq = b * q;
  V const t[3]{r[1] * m[2] - r[2] * m[1], r[2] * m[0] - r[0] * m[2], r[0] * m[1] - r[1] * m[0]};
  V const P2 = c * m[2] + a * t[2] + bq * r[2], z = 1.0 / P2;
  V const p[2]{(c * m[0] + a * t[0] + bq * r[0]) * z, (c * m[1] + a * t[1] + bq * r[1]) * z};
  V const rho = p[0] * p[0] + p[1] * p[1];
  V const distortion = 1.0 + rho * (k0 + k1 * rho), slope = 2.0 * k0 + 4.0 * k1 * rho;
  V const wf = w * f, wfz = wf * z, wd = w * distortion, wfr = wf * rho, b1q = b1 * q;
  V const v[3]{a1 * t[0] - a * m[0] + b1q * r[0], a1 * t[1] - a * m[1] + b1q * r[1],
               a1 * t[2] - a * m[2] + b1q * r[2]};
  for (int i = 0; i < 2; ++i) {
    V const apart = f * distortion * p[i] + x[7 + i] - x[15 + i];
    V const along = wfz * slope * p[i];
    V const g0 = i == 0 ? wfz * distortion + along * p[0] : along * p[0];
    V const g1 = i == 1 ? wfz * distortion + along * p[1] : along * p[1];
    V const g[3]{g0, g1, -(g0 * p[0] + g1 * p[1])};
    V const gv = g[0] * v[0] + g[1] * v[1] + g[2] * v[2];
    V const bgr = b * (g[0] * r[0] + g[1] * r[1] + g[2] * r[2]);
    y[i] = w * apart;
    V* const J = y + 2 + 11 * i;
    for (int j = 0; j < 3; ++j) {
      int const n = (j + 1) % 3, l = (j + 2) % 3;
      J[j] = gv * r[j] + a * (m[n] * g[l] - m[l] * g[n]) + bq * g[j] + bgr * m[j];
      V const by_point = c * g[j] + a * (g[n] * r[l] - g[l] * r[n]) + bgr * r[j];
      J[3 + j] = -by_point;
      y[24 + 3 * i + j] = by_point;
    }
    J[6] = wd * p[i];
    J[7] = i == 0 ? w : V{};
    J[8] = i == 1 ? w : V{};
    J[9] = wfr * p[i];
    J[10] = wfr * rho * p[i];
    y[30 + i] = apart;
  }
}
