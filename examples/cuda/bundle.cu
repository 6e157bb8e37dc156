// SPDX-License-Identifier: BSL-1.0
// Bundle adjustment: one observation a CUDA thread, the residual's 2 x 15 Jacobian derived by the compiler. The same
// function runs on the host, where its results are compared.
#include <tapeless/tapeless.hpp>
#include "compare.hpp"

using namespace tapeless;

// Rotation, center, focal length, principal point and radial distortion of a camera; a point; a weight. As numbers,
// not tensors, so that the program is written out whatever its length, and lies in registers.
constexpr variable<"r0"> r0;
constexpr variable<"r1"> r1;
constexpr variable<"r2"> r2;
constexpr variable<"c0"> c0;
constexpr variable<"c1"> c1;
constexpr variable<"c2"> c2;
constexpr variable<"f"> focal;
constexpr variable<"u0"> u0;
constexpr variable<"u1"> u1;
constexpr variable<"k1"> k1;
constexpr variable<"k2"> k2;
constexpr variable<"x0"> x0;
constexpr variable<"x1"> x1;
constexpr variable<"x2"> x2;
constexpr variable<"w"> weight;

/// One entry of the weighted projection: v = R(r) (x - c), q = (v0, v1) / v2, w (f (1 + k1 |q|² + k2 |q|⁴) q + u).
constexpr term project(int entry, term const* p) {
  term const r0 = p[0], r1 = p[1], r2 = p[2], d0 = p[11] - p[3], d1 = p[12] - p[4], d2 = p[13] - p[5];
  term const angle2 = r0 * r0 + r1 * r1 + r2 * r2, angle = sqrt(angle2), cosine = cos(angle);
  term const a = sin(angle) / angle, along = (1 - cosine) / angle2 * (r0 * d0 + r1 * d1 + r2 * d2);
  term const v0 = cosine * d0 + a * (r1 * d2 - r2 * d1) + along * r0,
             v1 = cosine * d1 + a * (r2 * d0 - r0 * d2) + along * r1,
             v2 = cosine * d2 + a * (r0 * d1 - r1 * d0) + along * r2;
  term const q0 = v0 / v2, q1 = v1 / v2, n = q0 * q0 + q1 * q1, l = p[6] * (1 + n * (p[9] + n * p[10]));
  return p[14] * (entry == 0 ? l * q0 + p[7] : l * q1 + p[8]);
}
template <int Entry>
struct projection {
  constexpr term operator()(auto... p) const {
    term const all[]{p...};
    return project(Entry, all);
  }
};
template <class... P>
constexpr auto values_and_slopes(P... p) {
  constexpr auto value = formula(projection<0>{}, P{}...);
  constexpr auto other = formula(projection<1>{}, P{}...);
  return formulas(value, other, gradient(value, p)..., gradient(other, p)...);
}
constexpr auto value_and_jacobian =
    values_and_slopes(r0, r1, r2, c0, c1, c2, focal, u0, u1, k1, k2, x0, x1, x2, weight);

/// What the compiler derived. A constexpr function runs on both sides; a template, because nvcc writes types out
/// for g++ elsewhere, and those of formulas wrongly.
struct derived {
  static constexpr int in = 15, out = 32;
  template <class T>
  static constexpr void run(T const* p, T* y) {
    auto const all = evaluate(value_and_jacobian, r0 = p[0], r1 = p[1], r2 = p[2], c0 = p[3], c1 = p[4],
                              c2 = p[5], focal = p[6], u0 = p[7], u1 = p[8], k1 = p[9], k2 = p[10],
                              x0 = p[11], x1 = p[12], x2 = p[13], weight = p[14]);
    copy(all, y, std::make_index_sequence<out>{});
  }
  template <std::size_t... I>
  static constexpr void copy(auto const& all, auto* y, std::index_sequence<I...>) {
    ((y[I] = all.template get<I>()), ...);
  }
};

/// The same by hand: d(R v)/dr = -R [v]× J(r), with J the right Jacobian of the rotation group.
struct by_hand {
  static constexpr int in = 15, out = 32;
  static __device__ void run(double const* x, double* y) {
    double const r0 = x[0], r1 = x[1], r2 = x[2], v0 = x[11] - x[3], v1 = x[12] - x[4], v2 = x[13] - x[5];
    double const s2 = r0 * r0 + r1 * r1 + r2 * r2, angle = sqrt(s2);
    double sine, cosine;
    sincos(angle, &sine, &cosine);
    double const a = sine / angle, b = (1 - cosine) / s2, c = (1 - a) / s2;
    double const R[3][3]{{cosine + b * r0 * r0, b * r0 * r1 - a * r2, b * r0 * r2 + a * r1},
                         {b * r0 * r1 + a * r2, cosine + b * r1 * r1, b * r1 * r2 - a * r0},
                         {b * r0 * r2 - a * r1, b * r1 * r2 + a * r0, cosine + b * r2 * r2}};
    double const X = R[0][0] * v0 + R[0][1] * v1 + R[0][2] * v2,
                 Y = R[1][0] * v0 + R[1][1] * v1 + R[1][2] * v2,
                 Z = R[2][0] * v0 + R[2][1] * v1 + R[2][2] * v2;
    double const q0 = X / Z, q1 = Y / Z, n = q0 * q0 + q1 * q1, k1 = x[9], k2 = x[10], f = x[6], w = x[14];
    double const l = 1 + n * (k1 + n * k2), dl = 2 * (k1 + 2 * n * k2), wf = w * f;
    y[0] = w * (f * l * q0 + x[7]), y[1] = w * (f * l * q1 + x[8]);
    // by q, then by the turned point
    double const Q[2][2]{{wf * (l + dl * q0 * q0), wf * dl * q0 * q1},
                         {wf * dl * q0 * q1, wf * (l + dl * q1 * q1)}};
    double const J[3][3]{{a + c * r0 * r0, c * r0 * r1 + b * r2, c * r0 * r2 - b * r1},
                         {c * r0 * r1 - b * r2, a + c * r1 * r1, c * r1 * r2 + b * r0},
                         {c * r0 * r2 + b * r1, c * r1 * r2 - b * r0, a + c * r2 * r2}};
    for (int i = 0; i < 2; ++i) {
      double* const out = y + 2 + 15 * i;
      double const t0 = Q[i][0] / Z, t1 = Q[i][1] / Z, t2 = -(t0 * q0 + t1 * q1);
      double const g0 = t0 * R[0][0] + t1 * R[1][0] + t2 * R[2][0],
                   g1 = t0 * R[0][1] + t1 * R[1][1] + t2 * R[2][1],
                   g2 = t0 * R[0][2] + t1 * R[1][2] + t2 * R[2][2];
      double const h0 = v1 * g2 - v2 * g1, h1 = v2 * g0 - v0 * g2, h2 = v0 * g1 - v1 * g0;  // -g [v]× = v × g
      double const q = i == 0 ? q0 : q1;
      for (int j = 0; j < 3; ++j) out[j] = h0 * J[0][j] + h1 * J[1][j] + h2 * J[2][j];
      out[3] = -g0, out[4] = -g1, out[5] = -g2;
      out[6] = w * l * q, out[7] = i == 0 ? w : 0, out[8] = i == 1 ? w : 0;
      out[9] = wf * n * q, out[10] = wf * n * n * q;
      out[11] = g0, out[12] = g1, out[13] = g2;
      out[14] = f * l * q + x[7 + i];
    }
  }
};

int main() {
  double const low[]{-0.5, -0.5, -0.5, -1, -1, -6, 500, 300, 200, -0.1, -0.01, -1, -1, 1, 0.5},
      high[]{0.5, 0.5, 0.5, 1, 1, -4, 900, 340, 260, 0.1, 0.01, 1, 1, 4, 1.5};
  return compare_kernels<derived, by_hand>("2 x 15 Jacobians of bundle adjustment", low, high);
}
