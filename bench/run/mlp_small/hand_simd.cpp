// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;

/// Lanes over the hidden units; eight dot products end in one transpose-add tree.
static void compute(input const& in, output& out) {
  d8 const x = load<d8>(in.x);
  d8 h[2], gh[2];
  repeat<2>([&](auto b) __attribute__((always_inline)) {
    d8 rows[8];
    for (int i = 0; i < 8; ++i) rows[i] = load<d8>(in.W1 + 64 * b + 8 * i) * x;
    h[b] = sums<8>(rows) + load<d8>(in.b1 + 8 * b);
  });
  h[0] = tanh(h[0]), h[1] = tanh(h[1]);
  d8 w[4][2];
  d4 half[4];
  for (int i = 0; i < 4; ++i) {
    w[i][0] = load<d8>(in.W2 + 16 * i), w[i][1] = load<d8>(in.W2 + 16 * i + 8);
    d8 const p = w[i][0] * h[0] + w[i][1] * h[1];
    half[i] = low(p) + high(p);
  }
  d4 const z = sums<4>(half) + load<d4>(in.b2), t = load<d4>(in.t);
  double const most = largest(z);
  d4 const e = exp(z - most);
  double const total = sum(e), shares = sum(t);
  d4 const g = e * (shares / total) - t;
  out.value = shares * (log1(total) + most) - sum(t * z);
  store(out.b2, g);
  gh[0] = gh[1] = d8{};
  repeat<4>([&](auto i) __attribute__((always_inline)) {
    d8 const gi = fill<d8>(g[int(i)]);
    repeat<2>([&](auto b) __attribute__((always_inline)) {
      store(out.W2 + 16 * i + 8 * b, gi * h[b]);
      gh[b] += gi * w[i][b];
    });
  });
  repeat<2>([&](auto b) __attribute__((always_inline)) {
    d8 const g1 = gh[b] * (1.0 - h[b] * h[b]);
    store(out.b1 + 8 * b, g1);
    for (int i = 0; i < 8; ++i) store(out.W1 + 64 * b + 8 * i, fill<d8>(out.b1[8 * b + i]) * x);
  });
}
static contender const hand_simd = entrant<compute>("hand_simd");
