// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "inputs.hpp"

static constexpr int d = input::d, K = input::K, n = input::n;

static void compute(input const& in, output& out) {
  double diagonal[K][d], constant[K], most = -INFINITY, total = 0;
  out = {};
  for (int k = 0; k < K; ++k) {
    constant[k] = in.alpha[k];
    most = std::fmax(most, in.alpha[k]);
    for (int r = 0; r < d; ++r) {
      constant[k] += in.q[k * d + r];
      diagonal[k][r] = std::exp(in.q[k * d + r]);
    }
  }
  for (int i = 0; i < n; ++i) {
    double const* const x = in.x + i * d;
    double apart[K][d], z[K][d], m[K], highest = -INFINITY, sum = 0;
    for (int k = 0; k < K; ++k) {
      double squares = 0;
      for (int c = 0; c < d; ++c) apart[k][c] = x[c] - in.mu[k * d + c];
      for (int r = 0; r < d; ++r) {
        double s = diagonal[k][r] * apart[k][r];
        for (int c = 0; c < r; ++c) s += in.L[(k * d + r) * d + c] * apart[k][c];
        z[k][r] = s;
        squares += s * s;
      }
      m[k] = constant[k] - 0.5 * squares;
      highest = std::fmax(highest, m[k]);
    }
    for (double& e : m) sum += e = std::exp(e - highest);
    out.value += std::log(sum) + highest;
    for (int k = 0; k < K; ++k) {
      double const w = m[k] / sum;
      out.alpha[k] += w;
      for (int r = 0; r < d; ++r) {
        double const g = -w * z[k][r];
        out.q[k * d + r] += g * apart[k][r];  // by the diagonal of Q; by q after the last point
        out.mu[k * d + r] -= g * diagonal[k][r];
        for (int c = 0; c < r; ++c) {
          out.L[(k * d + r) * d + c] += g * apart[k][c];
          out.mu[k * d + c] -= g * in.L[(k * d + r) * d + c];
        }
      }
    }
  }
  for (double a : in.alpha) total += std::exp(a - most);
  out.value -= n * (std::log(total) + most) + 0.5 * n * d * log_2pi;
  for (int k = 0; k < K; ++k) {
    for (int r = 0; r < d; ++r) {
      double const e = diagonal[k][r];
      out.value += 0.5 * e * e;
      out.q[k * d + r] = out.q[k * d + r] * e + out.alpha[k] + e * e;
      for (int c = 0; c < r; ++c) {
        double const l = in.L[(k * d + r) * d + c];
        out.value += 0.5 * l * l;
        out.L[(k * d + r) * d + c] += l;
      }
    }
    out.alpha[k] -= n * std::exp(in.alpha[k] - most) / total;
  }
}
static contender const hand = entrant<compute>("hand");
