// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <vector>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const* data, S* y) {
  using std::exp, std::tanh;
  constexpr int n = input::units;
  S const *Wi = v, *Wh = Wi + 4 * n * n, *b = Wh + 4 * n * n;
  D const *x = data, *target = x + input::steps * n;
  std::vector<S> h(n, S(0.0)), c(n, S(0.0)), z(4 * n);
  S loss(0.0);
  for (int t = 0; t < input::steps; ++t, x += n, target += n) {
    for (int i = 0; i < 4 * n; ++i) {
      S s = b[i];
      for (int j = 0; j < n; ++j) {
        s += Wi[i * n + j] * x[j];
        s += Wh[i * n + j] * h[j];
      }
      z[i] = s;
    }
    for (int i = 0; i < n; ++i) {
      S const in = 1.0 / (1.0 + exp(-z[i])), forget = 1.0 / (1.0 + exp(-z[n + i]));
      S const g = tanh(z[2 * n + i]), out = 1.0 / (1.0 + exp(-z[3 * n + i]));
      c[i] = forget * c[i] + in * g;
      h[i] = out * tanh(c[i]);
      S const apart = h[i] - target[i];
      loss += apart * apart;
    }
  }
  *y = loss;
}
