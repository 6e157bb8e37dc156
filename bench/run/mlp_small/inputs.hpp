// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Cross-entropy of t and softmax(W2 tanh(W1 x + b1) + b2), by all parameters.
struct input {
  static constexpr int variables = 212;
  static constexpr bool branches = false;
  double W1[16 * 8], b1[16], W2[4 * 16], b2[4];
  double x[8], t[4];
};
struct output {
  static constexpr std::size_t count = 213;
  static constexpr int values = 1;
  double value, W1[16 * 8], b1[16], W2[4 * 16], b2[4];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.W1, random), uniform(in.b1, random), uniform(in.W2, random), uniform(in.b2, random);
  uniform(in.x, random);
  double sum = 0;
  for (double& t : in.t) sum += t = std::uniform_real_distribution<double>(0.1, 1)(random);
  for (double& t : in.t) t /= sum;
}
