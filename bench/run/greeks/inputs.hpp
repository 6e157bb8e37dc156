// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// Black and Scholes's price of European calls with all first and second derivatives by S, K, r, σ and T.
struct input {
  static constexpr int variables = 5, samples = OPTIONS;
  double S[samples], K[samples], r[samples], sigma[samples], T[samples];

  double at(int variable, int sample) const {
    double const* const all[]{S, K, r, sigma, T};
    return all[variable][sample];
  }
};
struct output {
  static constexpr int n = input::samples;
  static constexpr std::size_t count = 21 * n;
  double rows[21 * n];  // the price, by S, K, r, σ and T, by SS, by KS and KK, by rS, rK and rr, ...

  double& value(int sample) { return rows[sample]; }
  double& slope(int i, int sample) { return rows[(1 + i) * n + sample]; }
  double& curvature(int i, int j, int sample) {
    return i < j ? curvature(j, i, sample) : rows[(6 + i * (i + 1) / 2 + j) * n + sample];
  }
};
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.S, random, 30), uniform(in.K, random, 30), uniform(in.r, random, 0.04);
  uniform(in.sigma, random, 0.2), uniform(in.T, random);
  for (int i = 0; i < input::samples; ++i)
    in.S[i] += 100, in.K[i] += 100, in.r[i] += 0.05, in.sigma[i] += 0.3, in.T[i] += 1.2;
}
