// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/product.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;
static constexpr int t = input::tokens, w = input::width;

/// c[m, n] = a b or aᵀ b; one function for each shape, however often it is called.
template <int M, int K, int N>
[[gnu::noinline]] static void times(double const* a, double const* b, double* c) {
  product<M, N, K, K, 1, N>(a, b, c);
}
template <int M, int K, int N>
[[gnu::noinline]] static void times_transposed(double const* a, double const* b, double* c) {
  product<M, N, K, 1, M, N>(a, b, c);
}
/// Factors on the right are transposed by registers, so that every product walks rows.
static void compute(input const& in, output& out) {
  alignas(64) double Q[t * w], K[t * w], V[t * w], A[t * t], C[t * w], O[t * w], gC[t * w], gA[t * t],
      gQ[t * w];
  alignas(64) double side[w * w];
  times<t, w, w>(in.X, in.Wq, Q), times<t, w, w>(in.X, in.Wk, K), times<t, w, w>(in.X, in.Wv, V);
  transpose<t, w>(K, side);
  times<t, w, t>(Q, side, A);
  for (int i = 0; i < t; ++i) {
    d8 const a = load<d8>(A + i * t), b = load<d8>(A + i * t + 8);
    double const most = largest(max(a, b));
    d8 const p = exp((a - most) * over_root), q = exp((b - most) * over_root);
    double const scale = 1 / sum(p + q);
    store(A + i * t, p * scale), store(A + i * t + 8, q * scale);
  }
  times<t, t, w>(A, V, C), times<t, w, w>(C, in.Wo, O);
  d8 loss[2]{};
  for (int i = 0; i < t * w; i += 16)
    for (int v = 0; v < 2; ++v) {
      d8 const apart = load<d8>(O + i + 8 * v) - load<d8>(in.Y + i + 8 * v);
      loss[v] += apart * apart;
      store(O + i + 8 * v, apart + apart);
    }
  out.value = sum(loss[0] + loss[1]);
  times_transposed<w, t, w>(C, O, out.Wo);
  transpose<w, w>(in.Wo, side);
  times<t, w, w>(O, side, gC);
  transpose<t, w>(V, side);
  times<t, w, t>(gC, side, gA);
  times_transposed<t, t, w>(A, gC, gQ);
  times_transposed<w, t, w>(in.X, gQ, out.Wv);
  for (int i = 0; i < t; ++i) {
    d8 const a = load<d8>(A + i * t), b = load<d8>(A + i * t + 8), ga = load<d8>(gA + i * t),
             gb = load<d8>(gA + i * t + 8);
    double const along = sum(a * ga + b * gb);
    store(gA + i * t, a * (ga - along) * over_root), store(gA + i * t + 8, b * (gb - along) * over_root);
  }
  times<t, t, w>(gA, K, gQ);
  times_transposed<w, t, w>(in.X, gQ, out.Wq);
  times_transposed<t, t, w>(gA, Q, gQ);
  times_transposed<w, t, w>(in.X, gQ, out.Wk);
}
static contender const hand_simd = entrant<compute>("hand_simd");
