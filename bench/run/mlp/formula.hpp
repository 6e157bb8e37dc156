// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <vector>
#include "inputs.hpp"

template <class S, class X>
void layer(int rows, int columns, S const* W, S const* b, X const* x, S* y) {
  for (int i = 0; i < rows; ++i) {
    S s = b[i];
    for (int j = 0; j < columns; ++j) s += W[columns * i + j] * x[j];
    y[i] = s;
  }
}
template <class S, class D>
void formula(S const* v, D const* data, S* y) {
  using std::exp, std::log, std::tanh;
  S const *W1 = v, *b1 = W1 + 128 * 64, *W2 = b1 + 128, *b2 = W2 + 128 * 128, *W3 = b2 + 128, *b3 = W3 + 1280;
  D const *X = data, *T = X + input::batch * 64;
  std::vector<S> h1(128), h2(128), z(10);
  S loss(0.0);
  for (int s = 0; s < input::batch; ++s, X += 64, T += 10) {
    layer(128, 64, W1, b1, X, h1.data());
    for (S& e : h1) e = tanh(e);
    layer(128, 128, W2, b2, h1.data(), h2.data());
    for (S& e : h2)
      if (!(e > 0)) e = 0.0;
    layer(10, 128, W3, b3, h2.data(), z.data());
    S total(0.0), picked(0.0);
    D shares(0.0);
    for (int i = 0; i < 10; ++i) {
      total += exp(z[i]);
      picked += T[i] * z[i];
      shares += T[i];
    }
    loss += shares * log(total) - picked;
  }
  *y = loss / double(input::batch);
}
