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
    dn sum[8];
    repeat<8>([&](auto r) __attribute__((always_inline)) { sum[r] = dn{}; });
    for (int j = 0; j < Columns; j += native) {
      dn const xj = load<dn>(x + j);
      repeat<8>([&](auto r)
                    __attribute__((always_inline)) { sum[r] += load<dn>(W + (i + r) * Columns + j) * xj; });
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
/// W̄ = g xᵀ and x̄ = Wᵀ g, as many columns at a time as sums fit in half of the registers.
template <int Rows, int Columns, bool Inward>
INLINE void back([[maybe_unused]] double const* W, double const* x, double const* g, double* gW,
                 [[maybe_unused]] double* gx) {
  constexpr int V = Columns / native < registers / 2 ? Columns / native : registers / 2;
  for (int j = 0; j < Columns; j += V * native) {
    dn sum[V];
    repeat<V>([&](auto v) __attribute__((always_inline)) { sum[v] = dn{}; });
    for (int i = 0; i < Rows; ++i) {
      dn const gi = fill<dn>(g[i]);
      repeat<V>([&](auto v) __attribute__((always_inline)) {
        int const at = j + native * v;
        if constexpr (Inward) sum[v] += gi * load<dn>(W + i * Columns + at);
        store(gW + i * Columns + at, gi * load<dn>(x + at));
      });
    }
    if constexpr (Inward)
      repeat<V>([&](auto v) __attribute__((always_inline)) { store(gx + j + native * v, sum[v]); });
  }
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
