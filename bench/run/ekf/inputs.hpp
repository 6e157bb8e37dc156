// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <cstddef>
#include "../common/random.hpp"

// A step of an extended Kalman filter with the Jacobians F of motion and H of observation:
//   y = f(m), P' = F P Fᵀ + Q;   K = P' Hᵀ (H P' Hᵀ + R)⁻¹, m⁺ = y + K (z - h(y)), P⁺ = P' - K H P'
// A state is position (x, y, z), speed v, heading ψ and rate of turn ω; seen are range, bearing and
// elevation.
inline constexpr double dt = 0.1;
struct input {
  double m[6], P[36], Q[36], R[9], z[3];
};
struct output {
  static constexpr std::size_t count = 42;
  double m[6], P[36];
};
template <int N>
void positive(double (&x)[N * N], std::mt19937_64& random, double size) {
  double a[N * N];
  uniform(a, random);
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j) {
      double s = i == j;
      for (int k = 0; k < N; ++k) s += a[i * N + k] * a[j * N + k];
      x[i * N + j] = size * s;
    }
}
inline void fill(input& in, std::mt19937_64& random) {
  uniform(in.m, random), uniform(in.z, random);
  in.m[0] += 3, in.m[1] += 2, in.z[0] += 4;
  positive<6>(in.P, random, 0.3), positive<6>(in.Q, random, 0.01), positive<3>(in.R, random, 0.1);
}

template <class S>
void motion(S const* m, S* y) {
  using std::cos, std::sin;
  y[0] = m[0] + dt * m[3] * cos(m[4]);
  y[1] = m[1] + dt * m[3] * sin(m[4]);
  y[2] = m[2];
  y[3] = m[3];
  y[4] = m[4] + dt * m[5];
  y[5] = m[5];
}
template <class S>
void observation(S const* m, S* h) {
  using std::atan2, std::sqrt;
  S const flat = m[0] * m[0] + m[1] * m[1];
  h[0] = sqrt(flat + m[2] * m[2]);
  h[1] = atan2(m[1], m[0]);
  h[2] = atan2(m[2], S(sqrt(flat)));
}
