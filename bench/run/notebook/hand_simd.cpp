// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "inputs.hpp"

/// Three scalars, without a branch or a subscript that depends on them: vectors of three do not pay.
static void compute(input const& in, output& out) {
  double const *W = in.W, x0 = in.x[0], x1 = in.x[1], x2 = in.x[2];
  double const y0 = W[0] * x0 + W[1] * x1 + W[2] * x2, y1 = W[3] * x0 + W[4] * x1 + W[5] * x2,
               y2 = W[6] * x0 + W[7] * x1 + W[8] * x2;
  bool const less01 = y0 < y1, less02 = y0 < y2, less12 = y1 < y2;
  double const g0 = less01 && less02 ? 0 : 2 * y0, g1 = !less01 && less12 ? 0 : 2 * y1,
               g2 = !less02 && !less12 ? 0 : 2 * y2;
  out.value = 0.25 * (g0 * g0 + g1 * g1 + g2 * g2);
  out.W[0] = g0 * x0, out.W[1] = g0 * x1, out.W[2] = g0 * x2;
  out.W[3] = g1 * x0, out.W[4] = g1 * x1, out.W[5] = g1 * x2;
  out.W[6] = g2 * x0, out.W[7] = g2 * x1, out.W[8] = g2 * x2;
  out.x[0] = W[0] * g0 + W[3] * g1 + W[6] * g2;
  out.x[1] = W[1] * g0 + W[4] * g1 + W[7] * g2;
  out.x[2] = W[2] * g0 + W[5] * g1 + W[8] * g2;
}
static contender const hand_simd = entrant<compute>("hand_simd");
