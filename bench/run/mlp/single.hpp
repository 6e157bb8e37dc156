// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "../common/vector_math.hpp"
#include "inputs.hpp"

// One sample: products with vectors.
using namespace simd;

/// y = W x + b, eight rows at a time: eight sums end in one transpose-add tree.
template <int Rows, int Columns>
INLINE void layer(double const* W, double const* b, double const* x, double* y) {
  for (int i = 0; i + 8 <= Rows; i += 8) {
    d8 sum[8];
    repeat<8>([&](auto r) __attribute__((always_inline)) { sum[r] = d8{}; });
    for (int j = 0; j < Columns; j += 8) {
      d8 const xj = load<d8>(x + j);
      repeat<8>([&](auto r)
                    __attribute__((always_inline)) { sum[r] += load<d8>(W + (i + r) * Columns + j) * xj; });
    }
    store(y + i, sums<8>(sum) + load<d8>(b + i));
  }
  for (int i = Rows / 8 * 8; i < Rows; ++i) {
    d8 s{}, t{};
    for (int j = 0; j < Columns; j += 16) {
      s += load<d8>(W + i * Columns + j) * load<d8>(x + j);
      t += load<d8>(W + i * Columns + j + 8) * load<d8>(x + j + 8);
    }
    y[i] = sum(s + t) + b[i];
  }
}
/// W̄ = g xᵀ and x̄ = Wᵀ g, each row of W read once.
template <int Rows, int Columns, bool Inward>
INLINE void back([[maybe_unused]] double const* W, double const* x, double const* g, double* gW,
                 [[maybe_unused]] double* gx) {
  constexpr int V = Columns / 8;
  d8 sum[V];
  repeat<V>([&](auto v) __attribute__((always_inline)) { sum[v] = d8{}; });
  for (int i = 0; i < Rows; ++i) {
    d8 const gi = fill<d8>(g[i]);
    repeat<V>([&](auto v) __attribute__((always_inline)) {
      if constexpr (Inward) sum[v] += gi * load<d8>(W + i * Columns + 8 * v);
      store(gW + i * Columns + 8 * v, gi * load<d8>(x + 8 * v));
    });
  }
  if constexpr (Inward) repeat<V>([&](auto v) __attribute__((always_inline)) { store(gx + 8 * v, sum[v]); });
}
INLINE void single(input const& in, output& out) {
  alignas(64) double h1[128], h2[128], p[16], g1[128], g2[128];
  layer<128, 64>(in.W1, in.b1, in.X, h1);
  for (int i = 0; i < 128; i += 8) store(h1 + i, tanh(load<d8>(h1 + i)));
  layer<128, 128>(in.W2, in.b2, h1, h2);
  for (int i = 0; i < 128; i += 8) store(h2 + i, max(load<d8>(h2 + i), d8{}));
  layer<10, 128>(in.W3, in.b3, h2, p);
  d8 const z = load<d8>(p);
  d2 const z2 = load<d2>(p + 8), t2 = load<d2>(in.T + 8);
  double const most = std::max(largest(z), std::max(z2[0], z2[1]));
  d8 const t = load<d8>(in.T), e = exp(z - most);
  d2 const e2 = exp(z2 - most);
  double const total = sum(e) + sum(e2), shares = sum(t) + sum(t2);
  out.value = shares * (log1(total) + most) - sum(t * z) - sum(t2 * z2);
  store(out.b3, e * (shares / total) - t), store(out.b3 + 8, e2 * (shares / total) - t2);
  back<10, 128, true>(in.W3, h2, out.b3, out.W3, g2);
  for (int i = 0; i < 128; i += 8) store(out.b2 + i, select(load<d8>(h2 + i) > 0.0, load<d8>(g2 + i), d8{}));
  back<128, 128, true>(in.W2, h1, out.b2, out.W2, g1);
  for (int i = 0; i < 128; i += 8) {
    d8 const h = load<d8>(h1 + i);
    store(out.b1 + i, load<d8>(g1 + i) * (1.0 - h * h));
  }
  back<128, 64, false>(in.W1, in.X, out.b1, out.W1, nullptr);
}
