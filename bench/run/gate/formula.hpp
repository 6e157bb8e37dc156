// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <algorithm>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const*, S* y) {
  S const *W = v, *x = v + 64 * 32;
  S z[64], total(0.0);
  int order[64];
  for (int i = 0; i < 64; ++i) {
    S s = W[32 * i] * x[0];
    for (int j = 1; j < 32; ++j) s += W[32 * i + j] * x[j];
    z[i] = s;
    order[i] = i;
  }
  std::partial_sort(order, order + 8, order + 64, [&](int a, int b) { return z[b] < z[a]; });
  for (int k = 0; k < 8; ++k) total += z[order[k]] * z[order[k]];
  *y = total;
}
