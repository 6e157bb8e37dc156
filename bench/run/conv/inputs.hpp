// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Cross-entropy of t and softmax(W pool(relu(filters * image + b)) + c): 8 filters of 3 x 3 over an image of
// 16 x 16, the largest of each 2 x 2, ten classes; by all parameters.
struct input {
  static constexpr int filters = 8, pooled = filters * 7 * 7, classes = 10;
  static constexpr int variables = filters * 10 + classes * (pooled + 1);
  static constexpr bool branches = true;
  double F[filters * 9], b[filters], W[classes * pooled], c[classes];
  double image[256], t[classes];
};
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1;
  double value, F[input::filters * 9], b[input::filters], W[input::classes * input::pooled],
      c[input::classes];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.F, random, 0.5), uniform(in.b, random, 0.3), uniform(in.W, random, 0.1),
      uniform(in.c, random, 0.3);
  uniform(in.image, random);
  double sum = 0;
  for (double& t : in.t) sum += t = std::uniform_real_distribution<double>(0.1, 1)(random);
  for (double& t : in.t) t /= sum;
}
