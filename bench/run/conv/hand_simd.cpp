// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include "../common/contender.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;
static constexpr int pooled = input::pooled, classes = input::classes, vectors = pooled / 8;
static_assert(input::filters == 8 && pooled % 8 == 0 && classes == 10);

/// The pooled maps with filters in the lanes, and which of its four entries each maximum is; -1 is none.
INLINE void maps(input const& in, double (&h)[56][8], double (&which)[49][8]) {
  d8 F[9], r[8];
  for (int f = 0; f < 8; ++f) r[f] = load<d8>(in.F + 9 * f);
  transpose(r);
  for (int k = 0; k < 8; ++k) F[k] = r[k];
  F[8] = gather<d8>(in.F + 8, 9);
  d8 const b = load<d8>(in.b);
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 7; ++j) {
      double const* const at = in.image + 32 * i + 2 * j;
      d8 z[4]{b, b, b, b};
      repeat<9>([&](auto k) __attribute__((always_inline)) {
        repeat<4>([&](auto d) __attribute__((always_inline)) {
          z[d] += F[k] * at[(d / 2 + k / 3) * 16 + d % 2 + k % 3];
        });
      });
      d8 most{}, from = fill<d8>(-1);
      repeat<4>([&](auto d) __attribute__((always_inline)) {
        from = select(z[d] > most, fill<d8>(d), from);
        most = max(z[d], most);
      });
      store(h[7 * i + j], most), store(which[7 * i + j], from);
    }
}
/// By the filters, from the cotangent of the pooled maps.
INLINE void back(input const& in, double const (&g)[56][8], double const (&which)[49][8], output& out) {
  d8 F[9]{}, b{};
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 7; ++j) {
      double const* const at = in.image + 32 * i + 2 * j;
      d8 const from = load<d8>(which[7 * i + j]), all = load<d8>(g[7 * i + j]);
      repeat<4>([&](auto d) __attribute__((always_inline)) {
        d8 const one = select(from == double(d), all, d8{});
        b += one;
        repeat<9>([&](auto k) __attribute__((always_inline)) {
          F[k] += one * at[(d / 2 + k / 3) * 16 + d % 2 + k % 3];
        });
      });
    }
  store(out.b, b);
  d8 r[8];
  for (int k = 0; k < 8; ++k) r[k] = F[k];
  transpose(r);
  for (int f = 0; f < 8; ++f) store(out.F + 9 * f, r[f]), out.F[9 * f + 8] = F[8][f];
}
static void compute(input const& in, output& out) {
  alignas(64) double lanes[56][8], which[49][8], rows[8][56], h[pooled + 8], gh[pooled + 8], p[16];
  for (int i = 49; i < 56; ++i) store(lanes[i], d8{});
  maps(in, lanes, which);
  transpose<56, 8>(&lanes[0][0], &rows[0][0]);
  for (int f = 0; f < 8; ++f)  // the seven entries too many of a row are overwritten by the next
    for (int v = 0; v < 56; v += 8) store(h + 49 * f + v, load<d8>(rows[f] + v));
  d8 z[10]{};
  for (int v = 0; v < vectors; ++v) {
    d8 const x = load<d8>(h + 8 * v);
    repeat<10>([&](auto k)
                   __attribute__((always_inline)) { z[k] += load<d8>(in.W + k * pooled + 8 * v) * x; });
  }
  d8 const first[8]{z[0], z[1], z[2], z[3], z[4], z[5], z[6], z[7]};
  store(p, sums<8>(first) + load<d8>(in.c));
  p[8] = sum(z[8]) + in.c[8], p[9] = sum(z[9]) + in.c[9];
  d8 const y = load<d8>(p), t = load<d8>(in.t);
  d2 const y2 = load<d2>(p + 8), t2 = load<d2>(in.t + 8);
  double const most = std::max(largest(y), std::max(y2[0], y2[1]));
  d8 const e = exp(y - most);
  d2 const e2 = exp(y2 - most);
  double const total = sum(e) + sum(e2), shares = sum(t) + sum(t2);
  out.value = shares * (log1(total) + most) - sum(t * y) - sum(t2 * y2);
  store(out.c, e * (shares / total) - t), store(out.c + 8, e2 * (shares / total) - t2);
  double const* const g = out.c;
  for (int v = 0; v < vectors; ++v) {
    d8 const x = load<d8>(h + 8 * v);
    d8 sum[2]{};
    repeat<10>([&](auto k) __attribute__((always_inline)) {
      sum[k % 2] += g[k] * load<d8>(in.W + k * pooled + 8 * v);
      store(out.W + k * pooled + 8 * v, g[k] * x);
    });
    store(gh + 8 * v, sum[0] + sum[1]);
  }
  store(gh + pooled, d8{});
  for (int f = 0; f < 8; ++f)
    for (int v = 0; v < 56; v += 8) store(rows[f] + v, load<d8>(gh + 49 * f + v));
  transpose<8, 56>(&rows[0][0], &lanes[0][0]);
  back(in, lanes, which, out);
}
static contender const hand_simd = entrant<compute>("hand_simd");
