// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// One training step of a perceptron 16-32-4 by Adam on 16 rows of X: the mean cross-entropy of T and
// softmax(tanh(X W1 + b1) W2 + b2), then for each parameter p with gradient g
//   m ← 0.9 m + 0.1 g,  v ← 0.999 v + 0.001 g²,  p ← p - rate (m corrected[0]) / (√(v corrected[1]) + 1e-8).
struct parameters {
  double W1[16 * 32], b1[32], W2[32 * 4], b2[4];
};
inline constexpr int parameter_count = 16 * 32 + 32 + 32 * 4 + 4, batch = 16;
struct input {
  static constexpr int variables = parameter_count;
  static constexpr bool branches = false;
  parameters p, m, v;
  double X[batch * 16], T[batch * 4], rate, corrected[2];
};
struct output {
  static constexpr std::size_t count = 1 + 3 * parameter_count;
  double loss;
  parameters p, m, v;
};
inline void fill(input& in, std::mt19937_64& random) {
  for (parameters* q : {&in.p, &in.m, &in.v})
    uniform(q->W1, random, 0.3), uniform(q->b1, random, 0.3), uniform(q->W2, random, 0.3),
        uniform(q->b2, random, 0.3);
  auto* const squares = reinterpret_cast<double*>(&in.v);
  for (int i = 0; i < parameter_count; ++i) squares[i] *= 0.1 * squares[i];
  uniform(in.X, random);
  for (int s = 0; s < batch; ++s) {
    double sum = 0;
    for (int i = 0; i < 4; ++i)
      sum += in.T[4 * s + i] = std::uniform_real_distribution<double>(0.1, 1)(random);
    for (int i = 0; i < 4; ++i) in.T[4 * s + i] /= sum;
  }
  in.rate = 0.01, in.corrected[0] = 1.5, in.corrected[1] = 40;
}
