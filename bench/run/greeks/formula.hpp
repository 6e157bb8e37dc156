// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include "inputs.hpp"

template <class X>
void formula(X const* v, X* y) {
  using std::erf, std::exp, std::log, std::sqrt;
  X const &S = v[0], &K = v[1], &r = v[2], &sigma = v[3], &T = v[4];
  X const spread = sigma * sqrt(T), d1 = (log(S / K) + (r + 0.5 * sigma * sigma) * T) / spread;
  X const a = d1 * M_SQRT1_2, b = (d1 - spread) * M_SQRT1_2, rT = -1.0 * r * T;
  *y = S * (0.5 + 0.5 * erf(a)) - K * exp(rT) * (0.5 + 0.5 * erf(b));
}
