// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// 16 steps of a long short-term memory of 14 units, from nothing: Σ (h_t - y_t)², by the weights. Rows of
// weights and of b are in the order i, f, g, o.
struct input {
  static constexpr int steps = 16, units = 14, gates = 4 * units;
  static constexpr int variables = 2 * gates * units + gates;
  static constexpr bool branches = false;
  double Wi[gates * units], Wh[gates * units], b[gates];
  double x[steps * units], y[steps * units];
};
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1;
  double value, Wi[input::gates * input::units], Wh[input::gates * input::units], b[input::gates];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.Wi, random, 0.5), uniform(in.Wh, random, 0.5), uniform(in.b, random, 0.5);
  uniform(in.x, random), uniform(in.y, random);
}
