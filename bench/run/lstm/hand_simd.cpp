// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/product.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;
static constexpr int n = input::units, steps = input::steps, wide = 16,
                     all = 4 * wide;  // 14 units in 16 lanes

/// Rows of 14 to rows of 16, with zeros.
INLINE void widen(double const* x, double* y) {
  store(y, load<d8>(x));
  d8 const end = load<d8>(x + 6);
  store(y + 8, shuffle<2, 3, 4, 5, 6, 7, 8, 9>(end, d8{}));
}
INLINE void narrow(double const* x, double* y) {
  d8 const a = load<d8>(x), b = load<d8>(x + 8);
  store(y, a);
  store(y + 6, shuffle<6, 7, 8, 9, 10, 11, 12, 13>(a, b));
}
/// W[56][14] to W[4][16][16], with zeros.
static void widen(double const* W, double (&wide_W)[all][wide]) {
  for (int k = 0; k < 4; ++k) {
    for (int i = 0; i < n; ++i) widen(W + (k * n + i) * n, wide_W[k * wide + i]);
    for (int i = n; i < wide; ++i) store(wide_W[k * wide + i], d8{}), store(wide_W[k * wide + i] + 8, d8{});
  }
}
static void transposed(double const (&W)[all][wide], double (&t)[wide][all]) {
  transpose<all, wide>(&W[0][0], &t[0][0]);
}
/// What the inputs contribute is one product for all steps, and so are the gradients of the weights: the
/// loops over time multiply by Wh and its transpose only.
static void compute(input const& in, output& out) {
  alignas(64) double W[all][wide], Wt[wide][all], b[all], x[steps][wide], z[steps][all], c[steps + 1][wide],
      h[steps + 1][wide], tc[steps][wide];
  widen(in.Wi, W);
  transposed(W, Wt);
  for (int t = 0; t < steps; ++t) widen(in.x + t * n, x[t]);
  for (int k = 0; k < 4; ++k) widen(in.b + k * n, b + k * wide);
  product<steps, all, n, wide, 1, all>(&x[0][0], &Wt[0][0], &z[0][0]);
  widen(in.Wh, W);
  transposed(W, Wt);
  for (int v = 0; v < wide; v += 8) store(c[0] + v, d8{}), store(h[0] + v, d8{});
  d8 loss{};
  for (int t = 0; t < steps; ++t) {
    d8 s[8];
    repeat<8>([&](auto v)
                  __attribute__((always_inline)) { s[v] = load<d8>(z[t] + 8 * v) + load<d8>(b + 8 * v); });
    for (int j = 0; j < n; ++j) {
      d8 const hj = fill<d8>(h[t][j]);
      repeat<8>([&](auto v) __attribute__((always_inline)) { s[v] += hj * load<d8>(Wt[j] + 8 * v); });
    }
    alignas(64) double y[wide];
    widen(in.y + t * n, y);
    for (int v = 0; v < 2; ++v) {
      d8 const i = sigmoid(s[v]), f = sigmoid(s[2 + v]), g = tanh(s[4 + v]), o = sigmoid(s[6 + v]);
      d8 const cell = f * load<d8>(c[t] + 8 * v) + i * g, bent = tanh(cell), state = o * bent;
      store(z[t] + 8 * v, i), store(z[t] + wide + 8 * v, f), store(z[t] + 2 * wide + 8 * v, g);
      store(z[t] + 3 * wide + 8 * v, o), store(c[t + 1] + 8 * v, cell), store(tc[t] + 8 * v, bent);
      store(h[t + 1] + 8 * v, state);  // 0 in the lanes beyond
      d8 const apart = state - load<d8>(y + 8 * v);
      loss += apart * apart;
    }
  }
  out.value = sum(loss);
  d8 gh[2]{}, gc[2]{}, gb[8]{};
  for (int t = steps - 1; t >= 0; --t) {
    alignas(64) double y[wide];
    widen(in.y + t * n, y);
    for (int v = 0; v < 2; ++v) {
      d8 const i = load<d8>(z[t] + 8 * v), f = load<d8>(z[t] + wide + 8 * v),
               g = load<d8>(z[t] + 2 * wide + 8 * v), o = load<d8>(z[t] + 3 * wide + 8 * v),
               bent = load<d8>(tc[t] + 8 * v);
      d8 const by_h = gh[v] + 2.0 * (load<d8>(h[t + 1] + 8 * v) - load<d8>(y + 8 * v));
      d8 const by_c = gc[v] + by_h * o * (1.0 - bent * bent);
      d8 const g0 = by_c * g * i * (1.0 - i), g1 = by_c * load<d8>(c[t] + 8 * v) * f * (1.0 - f),
               g2 = by_c * i * (1.0 - g * g), g3 = by_h * bent * o * (1.0 - o);
      gc[v] = by_c * f;
      gb[v] += g0, gb[2 + v] += g1, gb[4 + v] += g2, gb[6 + v] += g3;
      store(z[t] + 8 * v, g0), store(z[t] + wide + 8 * v, g1), store(z[t] + 2 * wide + 8 * v, g2);
      store(z[t] + 3 * wide + 8 * v, g3);
    }
    d8 even[2]{}, odd[2]{};
    for (int k = 0; k < 4; ++k)
      for (int r = k * wide; r < k * wide + n; r += 2)
        for (int v = 0; v < 2; ++v) {
          even[v] += z[t][r] * load<d8>(W[r] + 8 * v);
          odd[v] += z[t][r + 1] * load<d8>(W[r + 1] + 8 * v);
        }
    gh[0] = even[0] + odd[0], gh[1] = even[1] + odd[1];
  }
  for (int v = 0; v < 8; ++v) store(b + 8 * v, gb[v]);
  for (int k = 0; k < 4; ++k) narrow(b + k * wide, out.b + k * n);
  // z is now the cotangent [step][gate]: W̄ = zᵀ x, then zᵀ h
  product<all, wide, steps, 1, all, wide>(&z[0][0], &x[0][0], &W[0][0]);
  for (int r = 0; r < 4 * n; ++r) narrow(W[r / n * wide + r % n], out.Wi + r * n);
  product<all, wide, steps, 1, all, wide>(&z[0][0], &h[0][0], &W[0][0]);
  for (int r = 0; r < 4 * n; ++r) narrow(W[r / n * wide + r % n], out.Wh + r * n);
}
static contender const hand_simd = entrant<compute>("hand_simd");
