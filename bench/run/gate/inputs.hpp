// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Σ top-8(W x)², by W and x.
struct input {
  static constexpr int variables = 64 * 32 + 32;
  static constexpr bool branches = true;
  double W[64 * 32], x[32];
};
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1;
  double value, W[64 * 32], x[32];
};
inline void fill(input& in, std::mt19937_64& random) { uniform(in.W, random), uniform(in.x, random); }
