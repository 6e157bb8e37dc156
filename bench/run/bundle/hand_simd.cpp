// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"
#include "project.hpp"

using namespace simd;

/// Eight observations in the lanes, transposed by registers on the way in and out.
static void eight(observation const* in, errors* out) {
  double const* const from = in->camera;
  double* const to = out->error;
  d8 x[17], y[32];
  repeat<2>([&](auto b) __attribute__((always_inline)) {
    d8 r[8];
    for (int i = 0; i < 8; ++i) r[i] = load<d8>(from + 17 * i + 8 * b);
    transpose(r);
    for (int i = 0; i < 8; ++i) x[8 * b + i] = r[i];
  });
  x[16] = gather<d8>(from + 16, 17);
  project(x, y);
  repeat<4>([&](auto b) __attribute__((always_inline)) {
    d8 r[8];
    for (int i = 0; i < 8; ++i) r[i] = y[8 * b + i];
    transpose(r);
    for (int i = 0; i < 8; ++i) store(to + 32 * i + 8 * b, r[i]);
  });
}
static void compute(input const& in, output& out) {
  int i = 0;
  for (; i + 8 <= observations; i += 8) eight(in.all + i, out.all + i);
  for (; i < observations; ++i) project(in.all[i].camera, out.all[i].error);
}
static contender const hand_simd = entrant<compute>("hand_simd");
