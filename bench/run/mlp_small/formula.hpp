// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const* data, S* y) {
  using std::exp, std::log, std::tanh;
  S const *W1 = v, *b1 = W1 + 128, *W2 = b1 + 16, *b2 = W2 + 64;
  D const *x = data, *t = x + 8;
  S h[16], z[4];
  for (int i = 0; i < 16; ++i) {
    S s = b1[i];
    for (int j = 0; j < 8; ++j) s += W1[8 * i + j] * x[j];
    h[i] = tanh(s);
  }
  S total(0.0), picked(0.0);
  D shares(0.0);
  for (int i = 0; i < 4; ++i) {
    S s = b2[i];
    for (int j = 0; j < 16; ++j) s += W2[16 * i + j] * h[j];
    z[i] = s;
    picked += t[i] * s;
    total += exp(s);
    shares += t[i];
  }
  *y = shares * log(total) - picked;
}
