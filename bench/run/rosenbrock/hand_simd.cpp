// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/vector.hpp"
#include "inputs.hpp"

using namespace simd;

/// Entries 0 to 7 in one vector, 8 and 9 alone; zeros of the Hessian in whole vectors, then the diagonals.
static void compute(input const& in, output& out) {
  d8 const x = load<d8>(in.x), next = load<d8>(in.x + 1);
  double const x8 = in.x[8], x9 = in.x[9];
  for (int i = 0; i + 8 <= 100; i += 8) store(out.hessian + i, d8{});
  store(out.hessian + 92, d8{});
  d8 const a = next - x * x, b = 1.0 - x;
  double const a8 = x9 - x8 * x8, b8 = 1 - x8;
  out.f = sum(100.0 * a * a + b * b) + (100 * a8 * a8 + b8 * b8);
  d8 const before = shuffle<8, 0, 1, 2, 3, 4, 5, 6>(a, d8{});
  store(out.gradient, 200.0 * before - 400.0 * a * x - 2.0 * b);
  out.gradient[8] = 200 * a[7] - 400 * a8 * x8 - 2 * b8;
  out.gradient[9] = 200 * a8;
  d8 const diagonal = 1200.0 * x * x - 400.0 * next + 202.0, beside = -400.0 * x;
  double* const H = out.hessian;
  repeat<8>([&](auto i) __attribute__((always_inline)) {
    H[11 * i] = i == 0 ? diagonal[0] - 200 : diagonal[int(i)];
    H[11 * i + 1] = H[11 * i + 10] = beside[int(i)];
  });
  H[88] = 1200 * x8 * x8 - 400 * x9 + 202;
  H[89] = H[98] = -400 * x8;
  H[99] = 200;
}
static contender const hand_simd = entrant<compute>("hand_simd");
