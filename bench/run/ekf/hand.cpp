// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"

/// c = a b, or a bᵀ
template <int M, int K, int N, bool Transposed = false>
static void times(double const* a, double const* b, double* c) {
  for (int i = 0; i < M; ++i)
    for (int j = 0; j < N; ++j) {
      double s = 0;
      for (int k = 0; k < K; ++k) s += a[i * K + k] * (Transposed ? b[j * K + k] : b[k * N + j]);
      c[i * N + j] = s;
    }
}
static void invert(double const* a, double* b) {
  double const c0 = a[4] * a[8] - a[5] * a[7], c1 = a[5] * a[6] - a[3] * a[8], c2 = a[3] * a[7] - a[4] * a[6];
  double const s = 1 / (a[0] * c0 + a[1] * c1 + a[2] * c2);
  b[0] = c0 * s, b[1] = (a[2] * a[7] - a[1] * a[8]) * s, b[2] = (a[1] * a[5] - a[2] * a[4]) * s;
  b[3] = c1 * s, b[4] = (a[0] * a[8] - a[2] * a[6]) * s, b[5] = (a[2] * a[3] - a[0] * a[5]) * s;
  b[6] = c2 * s, b[7] = (a[1] * a[6] - a[0] * a[7]) * s, b[8] = (a[0] * a[4] - a[1] * a[3]) * s;
}
static void compute(input const& in, output& out) {
  double y[6], h[3], F[36] = {}, H[18] = {}, FP[36], P[36], PH[18], S[9], inverse[9], K[18], HP[18];
  motion(in.m, y);
  for (int i = 0; i < 6; ++i) F[7 * i] = 1;
  double const v = in.m[3], c = std::cos(in.m[4]), s = std::sin(in.m[4]);
  F[3] = dt * c, F[4] = -dt * v * s, F[9] = dt * s, F[10] = dt * v * c, F[29] = dt;
  times<6, 6, 6>(F, in.P, FP);
  times<6, 6, 6, true>(FP, F, P);
  for (int i = 0; i < 36; ++i) P[i] += in.Q[i];
  observation(y, h);
  double const flat = y[0] * y[0] + y[1] * y[1], ground = std::sqrt(flat), square = flat + y[2] * y[2];
  H[0] = y[0] / h[0], H[1] = y[1] / h[0], H[2] = y[2] / h[0];
  H[6] = -y[1] / flat, H[7] = y[0] / flat;
  H[12] = -y[0] * y[2] / (square * ground), H[13] = -y[1] * y[2] / (square * ground), H[14] = ground / square;
  times<6, 6, 3, true>(P, H, PH);
  times<3, 6, 3>(H, PH, S);
  for (int i = 0; i < 9; ++i) S[i] += in.R[i];
  invert(S, inverse);
  times<6, 3, 3>(PH, inverse, K);
  for (int i = 0; i < 6; ++i) {
    out.m[i] = y[i];
    for (int j = 0; j < 3; ++j) {
      out.m[i] += K[3 * i + j] * (in.z[j] - h[j]);
      HP[6 * j + i] = PH[3 * i + j];  // P is symmetric
    }
  }
  times<6, 3, 6>(K, HP, out.P);
  for (int i = 0; i < 36; ++i) out.P[i] = P[i] - out.P[i];
}
static contender const hand = entrant<compute>("hand");
