// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include "inputs.hpp"

/// The loss, by the parameters at v.
template <class S>
S loss_of(S const* v, input const& in) {
  using std::exp, std::log, std::tanh;
  S const *W1 = v, *b1 = W1 + 512, *W2 = b1 + 32, *b2 = W2 + 128;
  S total_loss(0.0), h[32];
  for (int s = 0; s < batch; ++s) {
    double const *x = in.X + 16 * s, *t = in.T + 4 * s;
    for (int i = 0; i < 32; ++i) {
      S z = b1[i];
      for (int j = 0; j < 16; ++j) z += W1[32 * j + i] * x[j];
      h[i] = tanh(z);
    }
    S total(0.0), picked(0.0);
    double shares = 0;
    for (int k = 0; k < 4; ++k) {
      S z = b2[k];
      for (int i = 0; i < 32; ++i) z += W2[4 * i + k] * h[i];
      total += exp(z);
      picked += t[k] * z;
      shares += t[k];
    }
    total_loss += shares * log(total) - picked;
  }
  return total_loss / double(batch);
}
