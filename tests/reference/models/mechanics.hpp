// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "terms.hpp"

// Mechanics and geometry.
namespace models {

/// Σ over pairs of 4 (r⁻¹² - r⁻⁶), points p[N, 3]: pairs i, i + k for each k.
template <int N>
constexpr term lennard_jones(term p) {
  term energy;
  for_each_index<N - 1>([&](auto k) {
    term const apart = slice(p, range<k + 1>) - slice(p, range<0, N - 1 - k>);
    term const s3 = pow(sum(square(apart), axis<1>), -3);
    term const part = 4 * sum(square(s3) - s3);
    energy = k == 0 ? part : energy + part;
  });
  return energy;
}
/// A chain of springs of length L between points p[n, 2] of mass m, with gravity.
constexpr term mass_spring_energy(term p, term k, double L, double m) {
  term const apart = slice(p, range<1>) - slice(p, range<0, -1>);
  return 0.5 * k * sum(square(norm(apart, axis<1>) - L)) + m * 9.81 * sum(column<1>(p));
}
/// A damped pendulum y = (theta, omega) with p = (g, l, c): n steps of Runge and Kutta's method.
constexpr term pendulum_rk4(term y, term p, double dt, int n) {
  auto const f = [&](term at_y) {
    term const theta = row<0>(at_y), omega = row<1>(at_y);
    return stack(omega, -(row<0>(p) / row<1>(p)) * sin(theta) - row<2>(p) * omega, axis<0>);
  };
  for (int i = 0; i < n; ++i) {
    term const k1 = f(y), k2 = f(y + dt / 2 * k1), k3 = f(y + dt / 2 * k2), k4 = f(y + dt * k3);
    y = y + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return y;
}
/// A planar arm with joints q and lengths l: the squared distance of its tip to a target.
constexpr term robot_arm(term q, term l, term target) {
  term const phi = cumsum(q), tip = stack(dot(l, cos(phi)), dot(l, sin(phi)), axis<0>);
  return sum(square(tip - target)) + 0.01 * sum(square(q));
}
/// v rotated by the normalised quaternion q = (w, x, y, z).
constexpr term quaternion_rotate(term q, term v) {
  term const n = q / norm(q), u = slice(n, range<1>), t = 2 * cross(u, v);
  return v + row<0>(n) * t + cross(u, t);
}
/// ADBench's bundle adjustment: the weighted error of a projected point. cam is (r[3], C[3], f, x0[2], k[2]).
constexpr term ba_reprojection(term cam, term X, term w, term feat) {
  term const r = slice(cam, range<0, 3>), moved = X - slice(cam, range<3, 6>);
  term const th = norm(r), k = r / th, c = cos(th);
  term const P = moved * c + cross(k, moved) * sin(th) + k * (dot(k, moved) * (1 - c));
  term const p = slice(P, range<0, 2>) / row<2>(P), rho = sum(square(p));
  term const distortion = 1 + row<9>(cam) * rho + row<10>(cam) * square(rho);
  return w * (row<6>(cam) * distortion * p + slice(cam, range<7, 9>) - feat);
}

}  // namespace models
