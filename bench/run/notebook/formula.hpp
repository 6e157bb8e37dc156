// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const*, S* y) {
  S const *W = v, *x = v + 9;
  S z[3];
  for (int i = 0; i < 3; ++i) z[i] = W[3 * i] * x[0] + W[3 * i + 1] * x[1] + W[3 * i + 2] * x[2];
  int least = 2;
  if (z[1] < z[least]) least = 1;
  if (z[0] < z[least]) least = 0;
  S const &a = z[least == 0 ? 1 : 0], &b = z[least == 2 ? 1 : 2];
  *y = a * a + b * b;
}
