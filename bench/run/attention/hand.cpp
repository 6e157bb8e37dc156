// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

static constexpr int t = input::tokens, w = input::width;

/// c[m, n] = a b, aᵀ b or a bᵀ, in the order that walks rows
template <int M, int K, int N, bool TA = false, bool TB = false>
static void times(double const* __restrict a, double const* __restrict b, double* __restrict c) {
  for (int i = 0; i < M; ++i) {
    if constexpr (TB)
      for (int j = 0; j < N; ++j) {
        double s = 0;
#pragma omp simd reduction(+ : s)
        for (int k = 0; k < K; ++k) s += a[i * K + k] * b[j * K + k];
        c[i * N + j] = s;
      }
    else {
      for (int j = 0; j < N; ++j) c[i * N + j] = 0;
      for (int k = 0; k < K; ++k)
        for (int j = 0; j < N; ++j) c[i * N + j] += (TA ? a[k * M + i] : a[i * K + k]) * b[k * N + j];
    }
  }
}
static void compute(input const& in, output& out) {
  double Q[t * w], K[t * w], V[t * w], A[t * t], C[t * w], O[t * w], gC[t * w], gA[t * t], gQ[t * w];
  times<t, w, w>(in.X, in.Wq, Q), times<t, w, w>(in.X, in.Wk, K), times<t, w, w>(in.X, in.Wv, V);
  times<t, w, t, false, true>(Q, K, A);
  for (int i = 0; i < t; ++i) {
    double* const row = A + i * t;
    double most = -INFINITY, total = 0;
    for (int j = 0; j < t; ++j) most = row[j] > most ? row[j] : most;
    for (int j = 0; j < t; ++j) total += row[j] = std::exp((row[j] - most) * over_root);
    for (int j = 0; j < t; ++j) row[j] /= total;
  }
  times<t, t, w>(A, V, C), times<t, w, w>(C, in.Wo, O);
  out.value = 0;
  for (int i = 0; i < t * w; ++i) {
    double const apart = O[i] - in.Y[i];
    out.value += apart * apart;
    O[i] = 2 * apart;
  }
  times<w, t, w, true>(C, O, out.Wo), times<t, w, w, false, true>(O, in.Wo, gC);
  times<t, w, t, false, true>(gC, V, gA), times<t, t, w, true>(A, gC, gQ);
  times<w, t, w, true>(in.X, gQ, out.Wv);
  for (int i = 0; i < t; ++i) {
    double along = 0;
    for (int j = 0; j < t; ++j) along += gA[i * t + j] * A[i * t + j];
    for (int j = 0; j < t; ++j) gA[i * t + j] = A[i * t + j] * (gA[i * t + j] - along) * over_root;
  }
  times<t, t, w>(gA, K, gQ), times<w, t, w, true>(in.X, gQ, out.Wq);
  times<t, t, w, true>(gA, Q, gQ), times<w, t, w, true>(in.X, gQ, out.Wk);
}
static contender const hand = entrant<compute>("hand");
