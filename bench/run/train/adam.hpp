// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include "inputs.hpp"

/// All parameters by their gradients, as plain loops.
inline void adam(input const& __restrict in, parameters const& __restrict gradient, output& __restrict out) {
  auto const* const g = reinterpret_cast<double const*>(&gradient);
  auto const *p = reinterpret_cast<double const*>(&in.p), *m = reinterpret_cast<double const*>(&in.m),
             *v = reinterpret_cast<double const*>(&in.v);
  auto *next_p = reinterpret_cast<double*>(&out.p), *next_m = reinterpret_cast<double*>(&out.m),
       *next_v = reinterpret_cast<double*>(&out.v);
  for (int i = 0; i < parameter_count; ++i) {
    double const a = 0.9 * m[i] + 0.1 * g[i], b = 0.999 * v[i] + 0.001 * g[i] * g[i];
    next_m[i] = a;
    next_v[i] = b;
    next_p[i] = p[i] - in.rate * (a * in.corrected[0]) / (std::sqrt(b * in.corrected[1]) + 1e-8);
  }
}
