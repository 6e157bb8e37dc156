// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// A mixture of 8 experts tanh(W_k x + b_k), of which each of 32 rows x of X takes the two with the largest
// gates Wg x, weighted by the softmax of these: Σ (result - Y)², by the parameters.
struct input {
  static constexpr int experts = 8, width = 16, batch = 32;
  static constexpr int variables = experts * width * (width + 2);
  static constexpr bool branches = true;
  double Wg[experts * width], W[experts * width * width], b[experts * width];
  double X[batch * width], Y[batch * width];
};
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1;
  double value, Wg[input::experts * input::width], W[input::experts * input::width * input::width],
      b[input::experts * input::width];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.Wg, random), uniform(in.W, random, 0.4), uniform(in.b, random, 0.3);
  uniform(in.X, random), uniform(in.Y, random);
}
