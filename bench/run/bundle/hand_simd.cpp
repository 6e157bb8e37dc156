// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"
#include "project.hpp"

using namespace simd;

/// Observations in the lanes, one register wide, transposed by registers on the way in and out.
static void several(observation const* in, errors* out) {
  double const* const from = in->camera;
  double* const to = out->error;
  dn x[17], y[32];
  repeat<16 / native>([&](auto b) __attribute__((always_inline)) {
    dn r[native];
    for (int i = 0; i < native; ++i) r[i] = load<dn>(from + 17 * i + native * b);
    transpose(r);
    for (int i = 0; i < native; ++i) x[native * b + i] = r[i];
  });
  x[16] = gather<dn>(from + 16, 17);
  project(x, y);
  repeat<32 / native>([&](auto b) __attribute__((always_inline)) {
    dn r[native];
    for (int i = 0; i < native; ++i) r[i] = y[native * b + i];
    transpose(r);
    for (int i = 0; i < native; ++i) store(to + 32 * i + native * b, r[i]);
  });
}
static void compute(input const& in, output& out) {
  int i = 0;
  for (; i + native <= observations; i += native) several(in.all + i, out.all + i);
  for (; i < observations; ++i) project(in.all[i].camera, out.all[i].error);
}
static contender const hand_simd = entrant<compute>("hand_simd");
