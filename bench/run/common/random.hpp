// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <random>

/// Numbers between -size and size, none of them tiny.
template <int N>
void uniform(double (&x)[N], std::mt19937_64& random, double size = 1) {
  std::uniform_real_distribution<double> entry(0.05, 1);
  std::bernoulli_distribution negative;
  for (double& e : x) e = size * (negative(random) ? -1 : 1) * entry(random);
}
