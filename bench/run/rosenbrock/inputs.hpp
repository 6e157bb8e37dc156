// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Σ 100 (x_{i+1} - x_i²)² + (1 - x_i)² with gradient and Hessian.
struct input {
  static constexpr int variables = 10, samples = 1;
  double x[10];

  double at(int variable, int) const { return x[variable]; }
};
struct output {
  static constexpr std::size_t count = 111;
  double f, gradient[10], hessian[100];

  double& value(int) { return f; }
  double& slope(int i, int) { return gradient[i]; }
  double& curvature(int i, int j, int) { return hessian[10 * i + j]; }
};
inline void fill(input& in, std::mt19937_64& random) { uniform(in.x, random, 1.5); }
