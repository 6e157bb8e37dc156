// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <vector>
#include "inputs.hpp"

/// c = a b, or a bᵀ
template <class A, class B, class C>
void times(int m, int k, int n, A const* a, B const* b, C* c, bool transposed = false) {
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < n; ++j) {
      C s(0.0);
      for (int l = 0; l < k; ++l) s += a[i * k + l] * b[transposed ? j * k + l : l * n + j];
      c[i * n + j] = s;
    }
}
template <class S, class D>
void formula(S const* v, D const* data, S* y) {
  using std::exp;
  constexpr int t = input::tokens, w = input::width;
  D const *X = data, *Y = X + t * w;
  std::vector<S> Q(t * w), K(t * w), V(t * w), A(t * t), C(t * w);
  times(t, w, w, X, v, Q.data()), times(t, w, w, X, v + w * w, K.data());
  times(t, w, w, X, v + 2 * w * w, V.data()), times(t, w, t, Q.data(), K.data(), A.data(), true);
  for (int i = 0; i < t; ++i) {
    S total(0.0);
    for (int j = 0; j < t; ++j) {
      A[i * t + j] = exp(A[i * t + j] * over_root);
      total += A[i * t + j];
    }
    for (int j = 0; j < t; ++j) A[i * t + j] /= total;
  }
  times(t, t, w, A.data(), V.data(), C.data()), times(t, w, w, C.data(), v + 3 * w * w, Q.data());
  S loss(0.0);
  for (int i = 0; i < t * w; ++i) {
    S const apart = Q[i] - Y[i];
    loss += apart * apart;
  }
  *y = loss;
}
