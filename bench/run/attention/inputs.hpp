// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// One head over 16 tokens of 32 numbers: Σ (softmax(Q Kᵀ / √32) V Wo - Y)² with Q = X Wq, K = X Wk, V = X Wv,
// by the weights.
struct input {
  static constexpr int tokens = 16, width = 32, variables = 4 * width * width;
  static constexpr bool branches = false;
  double Wq[width * width], Wk[width * width], Wv[width * width], Wo[width * width];
  double X[tokens * width], Y[tokens * width];
};
inline constexpr double over_root = 0.17677669529663688;  // 1 / √32
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1, size = input::width * input::width;
  double value, Wq[size], Wk[size], Wv[size], Wo[size];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.Wq, random, 0.4), uniform(in.Wk, random, 0.4), uniform(in.Wv, random, 0.4);
  uniform(in.Wo, random, 0.4), uniform(in.X, random), uniform(in.Y, random);
}
