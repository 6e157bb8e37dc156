// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/product.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;

/// m, v and p of eight parameters.
INLINE void adam(input const& in, d8 g, output& out, int i) {
  auto const at = [i](auto& q) __attribute__((always_inline)) { return reinterpret_cast<double*>(&q) + i; };
  auto const from = [i](auto& q) __attribute__((always_inline)) {
    return reinterpret_cast<double const*>(&q) + i;
  };
  d8 const m = 0.9 * load<d8>(from(in.m)) + 0.1 * g, v = 0.999 * load<d8>(from(in.v)) + 0.001 * g * g;
  store(at(out.m), m), store(at(out.v), v);
  double const scale = in.rate * in.corrected[0];
  store(at(out.p), load<d8>(from(in.p)) - scale * m / (sqrt(v * in.corrected[1]) + 1e-8));
}
/// Hidden units [sample][unit] for the first layer, samples in the lanes for the softmax.
static void compute(input const& in, output& out) {
  alignas(64) double h[batch * 32], z[batch * 4], zt[4 * batch], gh[batch * 32];
  alignas(64) parameters g;
  for (int s = 0; s < batch; ++s)
    for (int i = 0; i < 32; i += 8) store(h + 32 * s + i, load<d8>(in.p.b1 + i));
  product<batch, 32, 16, 16, 1, 32, 32, true>(in.X, in.p.W1, h);
  for (int i = 0; i < batch * 32; i += 8) store(h + i, tanh(load<d8>(h + i)));
  product<batch, 4, 32, 32, 1, 4>(h, in.p.W2, z);
  d8 loss{};
  d4 gb{};
  for (int s = 0; s < batch; s += 8) {  // eight samples: [8][4] to [4][8] and back
    d8 y[4], t[4];
    for (int k = 0; k < 4; ++k)
      y[k] = gather<d8>(z + 4 * s + k, 4) + in.p.b2[k], t[k] = gather<d8>(in.T + 4 * s + k, 4);
    d8 const most = max(max(y[0], y[1]), max(y[2], y[3])), shares = (t[0] + t[1]) + (t[2] + t[3]);
    d8 const picked = (t[0] * y[0] + t[1] * y[1]) + (t[2] * y[2] + t[3] * y[3]);
    d8 e[4];
    for (int k = 0; k < 4; ++k) e[k] = exp(y[k] - most);
    d8 const total = (e[0] + e[1]) + (e[2] + e[3]), scale = shares / (total * double(batch));
    loss += shares * (log(total) + most) - picked;
    for (int k = 0; k < 4; ++k) store(zt + batch * k + s, e[k] * scale - t[k] * (1.0 / batch));
  }
  out.loss = sum(loss) / batch;
  for (int s = 0; s < batch; ++s)
    for (int k = 0; k < 4; ++k) z[4 * s + k] = zt[batch * k + s];
  for (int s = 0; s < batch; ++s) gb += load<d4>(z + 4 * s);
  store(g.b2, gb);
  product<32, 4, batch, 1, 32, 4>(h, z, g.W2);
  alignas(64) double W2t[4 * 32];
  for (int i = 0; i < 32; ++i)
    for (int k = 0; k < 4; ++k) W2t[32 * k + i] = in.p.W2[4 * i + k];
  product<batch, 32, 4, 4, 1, 32>(z, W2t, gh);
  d8 sum1[4]{};
  for (int s = 0; s < batch; ++s)
    for (int i = 0; i < 4; ++i) {
      d8 const x = load<d8>(h + 32 * s + 8 * i), c = load<d8>(gh + 32 * s + 8 * i) * (1.0 - x * x);
      sum1[i] += c;
      store(gh + 32 * s + 8 * i, c);
    }
  for (int i = 0; i < 4; ++i) store(g.b1 + 8 * i, sum1[i]);
  product<16, 32, batch, 1, 16, 32>(in.X, gh, g.W1);
  auto const* const flat = reinterpret_cast<double const*>(&g);
  int i = 0;
  for (; i + 8 <= parameter_count; i += 8) adam(in, load<d8>(flat + i), out, i);
  if constexpr (parameter_count % 8) adam(in, load<d8>(flat + parameter_count - 8), out, parameter_count - 8);
}
static contender const hand_simd = entrant<compute>("hand_simd");
