// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/vector.hpp"
#include "inputs.hpp"

using namespace simd;

/// The larger entries into a.
INLINE void order(d8& a, d8& b) {
  d8 const most = max(a, b);
  b = min(b, a);
  a = most;
}
/// Eight vectors that rise and then fall, lane by lane: sorted, largest first.
INLINE void sort_bitonic(d8 (&v)[8]) {
  for (int step = 4; step; step /= 2)
    for (int i = 0; i < 8; ++i)
      if (!(i & step)) order(v[i], v[i + step]);
}
/// The 8th largest of 64: each lane sorts its eight, then lists merge in pairs, keeping eight.
INLINE double eighth(d8 const (&y)[8]) {
  constexpr int network[19][2]{{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3}, {4, 6}, {5, 7}, {1, 2}, {5, 6},
                               {0, 4}, {3, 7}, {1, 5}, {2, 6}, {1, 4}, {3, 6}, {2, 4}, {3, 5}, {3, 4}};
  d8 v[8], t[8];
  for (int i = 0; i < 8; ++i) v[i] = y[i];
  repeat<19>([&](auto i) __attribute__((always_inline)) { order(v[network[i][0]], v[network[i][1]]); });
  repeat<8>([&](auto i) __attribute__((always_inline)) {
    d8 const w = v[7 - i];
    t[i] = max(v[i], shuffle<4, 5, 6, 7, 0, 1, 2, 3>(w, w));
  });
  sort_bitonic(t);
  repeat<8>([&](auto i) __attribute__((always_inline)) {
    d8 const w = t[7 - i];
    v[i] = max(t[i], shuffle<2, 3, 0, 1, 6, 7, 4, 5>(w, w));
  });
  sort_bitonic(v);
  d8 least = max(v[0], shuffle<1, 0, 3, 2, 5, 4, 7, 6>(v[7], v[7]));
  repeat<7>([&](auto i) __attribute__((always_inline)) {
    d8 const w = v[6 - i], m = max(v[i + 1], shuffle<1, 0, 3, 2, 5, 4, 7, 6>(w, w));
    least = min(least, m);
  });
  return least[0];
}
static void compute(input const& in, output& out) {
  d8 const x[4]{load<d8>(in.x), load<d8>(in.x + 8), load<d8>(in.x + 16), load<d8>(in.x + 24)};
  d8 y[8];
  for (int b = 0; b < 8; ++b) {
    decltype(fold(d8{})) rows[8];
    for (int r = 0; r < 8; ++r) {
      double const* const w = in.W + 32 * (8 * b + r);
      rows[r] = fold((load<d8>(w) * x[0] + load<d8>(w + 8) * x[1]) +
                     (load<d8>(w + 16) * x[2] + load<d8>(w + 24) * x[3]));
    }
    y[b] = sums<8>(rows);
  }
  double const least = eighth(y);
  double over = 0;
  alignas(64) double g[64];
  d8 value{}, chosen{};
  for (int b = 0; b < 8; ++b) {
    d8 const kept = select(y[b] >= least, y[b], d8{});
    chosen += select(y[b] >= least, fill<d8>(1), d8{});
    value += kept * kept;
    store(g + 8 * b, kept + kept);
  }
  if (int surplus = int(sum(chosen)) - 8; surplus > 0)  // equals at the border: the later ones go
    for (int i = 63; surplus; --i)
      if (y[i / 8][i % 8] == least) over += least * least, g[i] = 0, --surplus;
  out.value = sum(value) - over;
  d8 gx[4]{};
  for (int i = 0; i < 64; ++i) {
    double* const to = out.W + 32 * i;
    d8 const gi = fill<d8>(g[i]);
    repeat<4>([&](auto j) __attribute__((always_inline)) { store(to + 8 * j, gi * x[j]); });
    if (g[i] != 0)
      repeat<4>([&](auto j)
                    __attribute__((always_inline)) { gx[j] += gi * load<d8>(in.W + 32 * i + 8 * j); });
  }
  for (int j = 0; j < 4; ++j) store(out.x + 8 * j, gx[j]);
}
static contender const hand_simd = entrant<compute>("hand_simd");
