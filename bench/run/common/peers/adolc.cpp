// SPDX-License-Identifier: BSL-1.0
// ADOL-C: recorded once, where control flow does not depend on the input, and every evaluation otherwise. The
// data are independents too, so that they can change without a new tape.
#include <adolc/adolc.h>
#include <formula.hpp>
#include "../contender.hpp"

static constexpr int independents = int(sizeof(input) / sizeof(double));
static void record(input const& in) {
  auto const* from = reinterpret_cast<double const*>(&in);
  trace_on(1);
  auto* const x = new adouble[independents];
  adouble y[output::values];
  for (int i = 0; i < independents; ++i) x[i] <<= from[i];
  formula(x, x + input::variables, y);
  double value;
  for (adouble& r : y) r >>= value;
  delete[] x;
  trace_off();
}
static void replay(input const& in, output& out) {
  static bool recorded = false;
  static double g[output::values][independents], *rows[output::values], value[output::values],
      one[output::values];
  auto* const from = const_cast<double*>(reinterpret_cast<double const*>(&in));
  if (!recorded || input::branches) record(in);
  recorded = true;
  auto* to = reinterpret_cast<double*>(&out);
  if constexpr (output::values == 1) {
    one[0] = 1;
    zos_forward(1, 1, independents, 1, from, value);
    fos_reverse(1, 1, independents, one, g[0]);
  } else {
    for (int r = 0; r < output::values; ++r) rows[r] = g[r];
    zos_forward(1, output::values, independents, 0, from, value);
    jacobian(1, output::values, independents, from, rows);
  }
  for (double v : value) *to++ = v;
  for (auto& row : g)
    for (int i = 0; i < input::variables; ++i) *to++ = row[i];
}
static contender const tape = entrant<replay>("adolc", allocates);
