// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "inputs.hpp"

template <class S>
void times(S const* M, S const* x, S* y) {
  for (int i = 0; i < 6; ++i) {
    S s = M[6 * i] * x[0];
    for (int j = 1; j < 6; ++j) s += M[6 * i + j] * x[j];
    y[i] = s;
  }
}
template <class S, class D>
void formula(S const* v, D const*, S* y) {
  S const *A = v, *B = v + 36, *C = v + 72, *x = v + 108, *b = v + 114;
  S cx[6], bcx[6], r[6];
  times(C, x, cx), times(B, cx, bcx), times(A, bcx, r);
  S total(0.0);
  for (int i = 0; i < 6; ++i) {
    S const e = r[i] + b[i];
    total += e * e;
  }
  *y = total;
}
