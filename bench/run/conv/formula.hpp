// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <vector>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const* data, S* y) {
  using std::exp, std::log;
  S const *F = v, *b = F + input::filters * 9, *W = b + input::filters,
          *c = W + input::classes * input::pooled;
  D const *image = data, *t = image + 256;
  std::vector<S> h(input::pooled);
  for (int f = 0; f < input::filters; ++f)
    for (int i = 0; i < 7; ++i)
      for (int j = 0; j < 7; ++j) {
        S most(0.0);  // relu of the largest is the largest of relus
        for (int di = 0; di < 2; ++di)
          for (int dj = 0; dj < 2; ++dj) {
            S s = b[f];
            for (int k = 0; k < 3; ++k)
              for (int l = 0; l < 3; ++l)
                s += F[f * 9 + 3 * k + l] * image[(2 * i + di + k) * 16 + 2 * j + dj + l];
            if (s > most) most = s;
          }
        h[(f * 7 + i) * 7 + j] = most;
      }
  S total(0.0), picked(0.0);
  D shares(0.0);
  for (int k = 0; k < input::classes; ++k) {
    S s = c[k];
    for (int i = 0; i < input::pooled; ++i) s += W[k * input::pooled + i] * h[i];
    total += exp(s);
    picked += t[k] * s;
    shares += t[k];
  }
  *y = shares * log(total) - picked;
}
