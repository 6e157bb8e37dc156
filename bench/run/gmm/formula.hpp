// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <vector>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const* x, S* y) {
  using std::exp, std::log;
  constexpr int d = input::d, K = input::K;
  S const *alpha = v, *mu = alpha + K, *q = mu + K * d, *L = q + K * d;
  std::vector<S> diagonal(K * d), constant(K), m(K), apart(d);
  S value(-0.5 * input::n * d * log_2pi), weights(0.0);
  for (int k = 0; k < K; ++k) {
    S s = alpha[k];
    weights += exp(alpha[k]);
    for (int r = 0; r < d; ++r) {
      s += q[k * d + r];
      diagonal[k * d + r] = exp(q[k * d + r]);
      value += 0.5 * (diagonal[k * d + r] * diagonal[k * d + r]);
      for (int c = 0; c < r; ++c) value += 0.5 * (L[(k * d + r) * d + c] * L[(k * d + r) * d + c]);
    }
    constant[k] = s;
  }
  value -= double(input::n) * log(weights);
  for (int i = 0; i < input::n; ++i) {
    for (int k = 0; k < K; ++k) {
      for (int c = 0; c < d; ++c) apart[c] = x[i * d + c] - mu[k * d + c];
      S squares(0.0);
      for (int r = 0; r < d; ++r) {
        S z = diagonal[k * d + r] * apart[r];
        for (int c = 0; c < r; ++c) z += L[(k * d + r) * d + c] * apart[c];
        squares += z * z;
      }
      m[k] = constant[k] - 0.5 * squares;
    }
    S total(0.0);
    for (int k = 0; k < K; ++k) total += exp(m[k]);
    value += log(total);
  }
  *y = value;
}
