// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/product.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;
static constexpr int n = input::width, experts = input::experts, batch = input::batch;

/// What an expert is asked, and the cotangents of its answers.
struct queue {
  double const* x[batch];
  alignas(64) double g[batch][n];
  int length = 0;
};
struct choice {
  alignas(64) double first[batch], second[batch], weight[batch];
};
/// Eight rows at a time: their gates in the lanes, expert by expert.
INLINE void choose(input const& in, choice& c) {
  alignas(64) double x[n * batch], gates[experts * batch];
  transpose<batch, n>(in.X, x);
  product<experts, batch, n, n, 1, batch>(in.Wg, x, gates);
  for (int s = 0; s < batch; s += 8) {
    d8 const g0 = load<d8>(gates + s), g1 = load<d8>(gates + batch + s);
    auto const swapped = g1 > g0;
    d8 most = select(swapped, g1, g0), next = select(swapped, g0, g1),
       first = select(swapped, fill<d8>(1), d8{}), second = select(swapped, d8{}, fill<d8>(1));
    for (int k = 2; k < experts; ++k) {
      d8 const g = load<d8>(gates + k * batch + s), id = fill<d8>(k);
      auto const best = g > most, better = g > next;
      next = select(best, most, select(better, g, next));
      second = select(best, first, select(better, id, second));
      most = select(best, g, most);
      first = select(best, id, first);
    }
    store(c.first + s, first), store(c.second + s, second);
    store(c.weight + s, 1.0 / (1.0 + exp(next - most)));
  }
}
/// tanh(W x + b), where W is transposed.
INLINE void answer(double const* Wt, double const* b, double const* x, d8 (&e)[2]) {
  d8 even[2]{load<d8>(b), load<d8>(b + 8)}, odd[2]{};
  repeat<n / 2>([&](auto j) __attribute__((always_inline)) {
    for (int v = 0; v < 2; ++v) {
      even[v] += x[2 * j] * load<d8>(Wt + 2 * j * n + 8 * v);
      odd[v] += x[2 * j + 1] * load<d8>(Wt + (2 * j + 1) * n + 8 * v);
    }
  });
  for (int v = 0; v < 2; ++v) e[v] = tanh(even[v] + odd[v]);
}
/// W̄ = Σ g xᵀ and b̄ = Σ g over what the expert was asked.
INLINE void learn(queue const& q, double* W, double* b) {
  for (int half = 0; half < n; half += 8) {
    d8 sum[16], all{};
    repeat<16>([&](auto i) __attribute__((always_inline)) { sum[i] = d8{}; });
    for (int s = 0; s < q.length; ++s) {
      d8 const x[2]{load<d8>(q.x[s]), load<d8>(q.x[s] + 8)};
      double const* const g = q.g[s] + half;
      all += load<d8>(g);
      repeat<16>([&](auto i) __attribute__((always_inline)) { sum[i] += g[i / 2] * x[i % 2]; });
    }
    store(b + half, all);
    repeat<16>([&](auto i)
                   __attribute__((always_inline)) { store(W + (half + i / 2) * n + 8 * (i % 2), sum[i]); });
  }
}
static void compute(input const& in, output& out) {
  alignas(64) double Wt[experts * n * n];
  choice c;
  queue asked[experts];
  choose(in, c);
  for (int k = 0; k < experts; ++k) transpose<n, n>(in.W + k * n * n, Wt + k * n * n);
  for (int i = 0; i < experts * n; i += 8) store(out.Wg + i, d8{});
  d8 loss{};
  for (int s = 0; s < batch; ++s) {
    double const *x = in.X + s * n, *target = in.Y + s * n;
    int const a = int(c.first[s]), b = int(c.second[s]);
    double const w = c.weight[s], u = 1 - w;
    d8 p[2], q[2], along{};
    answer(Wt + a * n * n, in.b + a * n, x, p);
    answer(Wt + b * n * n, in.b + b * n, x, q);
    queue &to_a = asked[a], &to_b = asked[b];
    for (int v = 0; v < 2; ++v) {
      d8 const apart = w * p[v] + u * q[v] - load<d8>(target + 8 * v), g = apart + apart;
      loss += apart * apart;
      along += g * (p[v] - q[v]);
      store(to_a.g[to_a.length] + 8 * v, w * g * (1.0 - p[v] * p[v]));
      store(to_b.g[to_b.length] + 8 * v, u * g * (1.0 - q[v] * q[v]));
    }
    to_a.x[to_a.length++] = x, to_b.x[to_b.length++] = x;
    double const by_gate = w * u * sum(along);
    for (int v = 0; v < n; v += 8) {
      d8 const g = by_gate * load<d8>(x + v);
      store(out.Wg + a * n + v, load<d8>(out.Wg + a * n + v) + g);
      store(out.Wg + b * n + v, load<d8>(out.Wg + b * n + v) - g);
    }
  }
  out.value = sum(loss);
  for (int k = 0; k < experts; ++k) learn(asked[k], out.W + k * n * n, out.b + k * n);
}
static contender const hand_simd = entrant<compute>("hand_simd");
