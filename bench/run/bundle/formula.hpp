// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include "inputs.hpp"

template <class S, class D>
void formula(S const* v, D const* seen, S* y) {
  using std::cos, std::sin, std::sqrt;
  S const *r = v, *C = v + 3, &f = v[6], *x0 = v + 7, *k = v + 9, *X = v + 11, &w = v[14];
  S const theta = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]), inverse = 1.0 / theta;
  S const c = cos(theta), s = sin(theta);
  S const a[3]{r[0] * inverse, r[1] * inverse, r[2] * inverse};
  S const m[3]{X[0] - C[0], X[1] - C[1], X[2] - C[2]};
  S const along = (a[0] * m[0] + a[1] * m[1] + a[2] * m[2]) * (1.0 - c);
  S const P0 = m[0] * c + (a[1] * m[2] - a[2] * m[1]) * s + a[0] * along;
  S const P1 = m[1] * c + (a[2] * m[0] - a[0] * m[2]) * s + a[1] * along;
  S const P2 = m[2] * c + (a[0] * m[1] - a[1] * m[0]) * s + a[2] * along;
  S const p0 = P0 / P2, p1 = P1 / P2, rho = p0 * p0 + p1 * p1;
  S const scale = f * (1.0 + k[0] * rho + k[1] * rho * rho);
  y[0] = w * (scale * p0 + x0[0] - seen[0]);
  y[1] = w * (scale * p1 + x0[1] - seen[1]);
}
