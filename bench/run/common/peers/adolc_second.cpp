// SPDX-License-Identifier: BSL-1.0
// ADOL-C: recorded once; gradients and Hessians by its drivers.
#include <adolc/adolc.h>
#include <formula.hpp>
#include "../contender.hpp"

static void record() {
  trace_on(1);
  adouble x[input::variables], y;
  for (adouble& v : x) v <<= 0.5;
  formula(x, &y);
  double value;
  y >>= value;
  trace_off();
}
static void compute(input const& in, output& out) {
  constexpr int n = input::variables;
  static bool recorded = false;
  static double H[n][n], *rows[n], g[n], x[n];
  if (!recorded) record();
  recorded = true;
  for (int i = 0; i < n; ++i) rows[i] = H[i];
  for (int s = 0; s < input::samples; ++s) {
    for (int i = 0; i < n; ++i) x[i] = in.at(i, s);
    function(1, 1, n, x, &out.value(s));
    gradient(1, n, x, g);
    hessian(1, n, x, rows);
    for (int i = 0; i < n; ++i) {
      out.slope(i, s) = g[i];
      for (int j = 0; j <= i; ++j) out.curvature(i, j, s) = out.curvature(j, i, s) = H[i][j];
    }
  }
}
static contender const tape = entrant<compute>("adolc", allocates);
