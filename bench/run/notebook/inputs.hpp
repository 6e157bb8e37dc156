// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Σ top-2(W x)², by W and x.
struct input {
  static constexpr int variables = 12;
  static constexpr bool branches = true;
  double W[9], x[3];
};
struct output {
  static constexpr std::size_t count = 13;
  static constexpr int values = 1;
  double value, W[9], x[3];
};
inline void fill(input& in, std::mt19937_64& random) { uniform(in.W, random), uniform(in.x, random); }
