// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/vector.hpp"
#include "inputs.hpp"

using namespace simd;

/// Six numbers as 4 + 2 lanes.
struct six {
  d4 a;
  d2 b;
};
INLINE six load(double const* p) { return {load<d4>(p), load<d2>(p + 4)}; }
INLINE void store(double* p, six v) { store(p, v.a), store(p + 4, v.b); }
INLINE d2 pair(d2 a, d2 b) {
  d2 const rows[2]{a, b};
  return sums<2>(rows);
}
template <int I>
INLINE double at(six v) {
  if constexpr (I < 4) return v.a[I];
  else return v.b[I - 4];
}

/// M x: six products, folded to two lanes each, then added in pairs.
INLINE six times(double const* M, six x) {
  d2 f[6];
  repeat<6>([&](auto i) __attribute__((always_inline)) {
    d4 const p = load<d4>(M + 6 * i) * x.a;
    f[i] = low(p) + high(p) + load<d2>(M + 6 * i + 4) * x.b;
  });
  d2 const a = pair(f[0], f[1]), b = pair(f[2], f[3]);
  return {join(a, b), pair(f[4], f[5])};
}
/// M̄ = g xᵀ and x̄ = Mᵀ g
INLINE six back(double const* M, six x, six g, double* gM) {
  six even{}, odd{};
  repeat<6>([&](auto i) __attribute__((always_inline)) {
    double const gi = at<i>(g);
    six& sum = i % 2 ? odd : even;
    sum.a += load<d4>(M + 6 * i) * gi, sum.b += load<d2>(M + 6 * i + 4) * gi;
    store(gM + 6 * i, {x.a * gi, x.b * gi});
  });
  return {even.a + odd.a, even.b + odd.b};
}
static void compute(input const& in, output& out) {
  six const x = load(in.x), u = times(in.C, x), v = times(in.B, u), r = times(in.A, v), b = load(in.b);
  six const e{r.a + b.a, r.b + b.b}, g{2.0 * e.a, 2.0 * e.b};
  d4 const s = e.a * e.a;
  out.value = sum(low(s) + high(s) + e.b * e.b);
  store(out.b, g);
  six const gv = back(in.A, v, g, out.A), gu = back(in.B, u, gv, out.B);
  store(out.x, back(in.C, x, gu, out.C));
}
static contender const hand_simd = entrant<compute>("hand_simd");
