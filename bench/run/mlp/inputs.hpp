// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Mean cross-entropy of T and softmax(W3 relu(W2 tanh(W1 x + b1) + b2) + b3) over the rows x of X, by all
// parameters.
struct input {
  static constexpr int batch = BATCH, variables = 128 * 64 + 128 + 128 * 128 + 128 + 10 * 128 + 10;
  static constexpr bool branches = true;
  double W1[128 * 64], b1[128], W2[128 * 128], b2[128], W3[10 * 128], b3[10];
  double X[batch * 64], T[batch * 10];
};
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1;
  double value, W1[128 * 64], b1[128], W2[128 * 128], b2[128], W3[10 * 128], b3[10];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.W1, random, 0.2), uniform(in.b1, random, 0.2), uniform(in.W2, random, 0.15);
  uniform(in.b2, random, 0.2), uniform(in.W3, random, 0.15), uniform(in.b3, random, 0.2),
      uniform(in.X, random);
  for (int s = 0; s < input::batch; ++s) {
    double sum = 0;
    for (int i = 0; i < 10; ++i)
      sum += in.T[10 * s + i] = std::uniform_real_distribution<double>(0.1, 1)(random);
    for (int i = 0; i < 10; ++i) in.T[10 * s + i] /= sum;
  }
}
