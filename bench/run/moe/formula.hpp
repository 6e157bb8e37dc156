// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const* data, S* y) {
  using std::exp, std::tanh;
  constexpr int n = input::width, experts = input::experts;
  S const *Wg = v, *W = Wg + experts * n, *b = W + experts * n * n;
  D const *x = data, *target = x + input::batch * n;
  S loss(0.0);
  for (int s = 0; s < input::batch; ++s, x += n, target += n) {
    S gate[experts];
    int first = 0, second = -1;
    for (int k = 0; k < experts; ++k) {
      S z = Wg[k * n] * x[0];
      for (int j = 1; j < n; ++j) z += Wg[k * n + j] * x[j];
      gate[k] = z;
      if (k == 0) continue;
      if (gate[k] > gate[first]) second = first, first = k;
      else if (second < 0 || gate[k] > gate[second]) second = k;
    }
    S const w = 1.0 / (1.0 + exp(gate[second] - gate[first]));
    for (int i = 0; i < n; ++i) {
      S p = b[first * n + i], q = b[second * n + i];
      for (int j = 0; j < n; ++j) {
        p += W[(first * n + i) * n + j] * x[j];
        q += W[(second * n + i) * n + j] * x[j];
      }
      S const apart = w * tanh(p) + (1.0 - w) * tanh(q) - target[i];
      loss += apart * apart;
    }
  }
  *y = loss;
}
