// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "inputs.hpp"

template <class S>
void formula(S const* x, S* y) {
  S total(0.0);
  for (int i = 0; i < 9; ++i) {
    S const a = x[i + 1] - x[i] * x[i], b = 1.0 - x[i];
    total += 100.0 * a * a + b * b;
  }
  *y = total;
}
