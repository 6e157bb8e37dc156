// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Σ (A B C x + b)², by all of them.
struct input {
  static constexpr int variables = 120;
  static constexpr bool branches = false;
  double A[36], B[36], C[36], x[6], b[6];
};
struct output {
  static constexpr std::size_t count = 121;
  static constexpr int values = 1;
  double value, A[36], B[36], C[36], x[6], b[6];
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.A, random), uniform(in.B, random), uniform(in.C, random), uniform(in.x, random),
      uniform(in.b, random);
}
