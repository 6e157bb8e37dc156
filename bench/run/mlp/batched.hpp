// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "../common/product.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

// Samples in the lanes: activations are [feature][sample], so that every product walks rows.
using namespace simd;
inline constexpr int N = input::batch;

/// The sums of rows of N numbers.
template <int Rows>
INLINE void row_sums(double const* x, double* y) {
  auto const folded = [&](int row) __attribute__((always_inline)) {
    d8 s = load<d8>(x + N * row);
    for (int j = 8; j < N; j += 8) s += load<d8>(x + N * row + j);
    return s;
  };
  for (int i = 0; i + 8 <= Rows; i += 8) {
    d8 s[8];
    for (int r = 0; r < 8; ++r) s[r] = folded(i + r);
    store(y + i, sums<8>(s));
  }
  for (int i = Rows / 8 * 8; i < Rows; ++i) y[i] = sum(folded(i));
}
/// Z = W X, then f(z + b) of every entry.
template <int Rows, int Columns, class F>
INLINE void layer(double const* W, double const* b, double const* x, double* z, F f) {
  product<Rows, N, Columns, Columns, 1, N>(W, x, z);
  for (int i = 0; i < Rows; ++i)
    for (int j = 0; j < N; j += 8) store(z + N * i + j, f(load<d8>(z + N * i + j) + b[i]));
}
/// z becomes the cotangent of z; the value comes back.
INLINE double softmax_loss(double const* T, double* z) {
  d8 loss{};
  for (int j = 0; j < N; j += 8) {
    d8 t[10], e[10], most = load<d8>(z + j), total{}, picked{}, shares{};
    for (int i = 1; i < 10; ++i) most = max(most, load<d8>(z + N * i + j));
    for (int i = 0; i < 10; ++i) {
      t[i] = gather<d8>(T + 10 * j + i, 10);
      d8 const zi = load<d8>(z + N * i + j);
      picked += t[i] * zi, shares += t[i];
      total += e[i] = exp(zi - most);
    }
    d8 const scale = shares / (total * double(N));
    for (int i = 0; i < 10; ++i) store(z + N * i + j, e[i] * scale - t[i] * (1.0 / N));
    loss += shares * (log(total) + most) - picked;
  }
  return sum(loss) / N;
}
INLINE void batched(input const& in, output& out) {
  alignas(64) double x[64 * N], h1[128 * N], h2[128 * N], z[10 * N], g2[128 * N], g1[128 * N], back[N * 128];
  transpose<N, 64>(in.X, x);
  layer<128, 64>(
      in.W1, in.b1, x, h1, [](d8 v) __attribute__((always_inline)) { return tanh(v); });
  layer<128, 128>(
      in.W2, in.b2, h1, h2, [](d8 v) __attribute__((always_inline)) { return max(v, d8{}); });
  layer<10, 128>(
      in.W3, in.b3, h2, z, [](d8 v) __attribute__((always_inline)) { return v; });
  out.value = softmax_loss(in.T, z);
  row_sums<10>(z, out.b3);
  transpose<128, N>(h2, back);
  product<10, 128, N, N, 1, 128>(z, back, out.W3);
  product<128, N, 10, 1, 128, N>(in.W3, z, g2);
  for (int i = 0; i < 128 * N; i += 8) store(g2 + i, select(load<d8>(h2 + i) > 0.0, load<d8>(g2 + i), d8{}));
  row_sums<128>(g2, out.b2);
  transpose<128, N>(h1, back);
  product<128, 128, N, N, 1, 128>(g2, back, out.W2);
  product<128, N, 128, 1, 128, N>(in.W2, g2, g1);
  for (int i = 0; i < 128 * N; i += 8) {
    d8 const h = load<d8>(h1 + i);
    store(g1 + i, load<d8>(g1 + i) * (1.0 - h * h));
  }
  row_sums<128>(g1, out.b1);
  product<128, 64, N, N, 1, 64>(g1, in.X, out.W1);
}
