// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// ADBench's Gaussian mixture: the log-likelihood of n points under K Gaussians, each with its mean and the
// lower triangular factor Q of its inverse covariance, of which q is the logarithm of the diagonal and L what
// lies below. With the Wishart prior of gamma = 1, m = 0.
//   Σ_i logsumexp_k(α_k + Σ q_k - |Q_k (x_i - μ_k)|² / 2) - n logsumexp(α) + Σ (e^2q + L²) / 2
//   - n d log(2π) / 2
struct input {
  static constexpr int d = 10, K = 25, n = 1000;
  static constexpr int variables = K + K * d + K * d + K * d * d;
  static constexpr bool branches = false;
  double alpha[K], mu[K * d], q[K * d], L[K * d * d];
  double x[n * d];
};
struct output {
  static constexpr std::size_t count = 1 + input::variables;
  static constexpr int values = 1;
  double value, alpha[input::K], mu[input::K * input::d], q[input::K * input::d],
      L[input::K * input::d * input::d];
};
inline constexpr double log_2pi = 1.837877066409345483;
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.alpha, random), uniform(in.mu, random), uniform(in.q, random, 0.5), uniform(in.L, random, 0.3);
  uniform(in.x, random, 1.5);
}
