// SPDX-License-Identifier: BSL-1.0
// Bundle adjustment: one observation a CUDA thread, the residual's 2 x 15 Jacobian derived by the compiler. The same
// function runs on the host, where its results are compared.
#include <tapeless/tapeless.hpp>
#include <tapeless/geometry/geometry.hpp>
#include <tapeless/transforms/jacobian.hpp>
#include "compare.hpp"

using namespace tapeless;

// Rotation r, center c, focal length, principal point, two radial distortions, the point in space, and a weight.
constexpr variable<"p", 15> p;
constexpr auto residual = formula(
    [](auto p) {
      auto const turned = matmul(so3_exp(slice(p, range<0, 3>)), slice(p, range<11, 14>) - slice(p, range<3, 6>));
      auto const q = slice(turned, range<0, 2>) / slice(turned, range<2, 3>);
      auto const square_of_radius = dot(q, q);
      auto const distorted = q * (1 + square_of_radius * (slice(p, at<9>) + square_of_radius * slice(p, at<10>)));
      return slice(p, at<14>) * (slice(p, at<6>) * distorted + slice(p, range<7, 9>));
    },
    p);
constexpr auto value_and_jacobian = formulas(residual, jacobian(residual, p));

/// What the compiler derived. A constexpr function runs on both sides.
struct derived {
  static constexpr int in = 15, out = 32;
  static constexpr void run(double const* x, double* y) {
    auto const [value, slopes] = evaluate(value_and_jacobian, p = view<double const, 15>(x));
    y[0] = value(0), y[1] = value(1);
    for (int i = 0; i < 30; ++i) y[2 + i] = slopes.data()[i];
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
    double const X = R[0][0] * v0 + R[0][1] * v1 + R[0][2] * v2, Y = R[1][0] * v0 + R[1][1] * v1 + R[1][2] * v2,
                 Z = R[2][0] * v0 + R[2][1] * v1 + R[2][2] * v2;
    double const q0 = X / Z, q1 = Y / Z, n = q0 * q0 + q1 * q1, k1 = x[9], k2 = x[10], f = x[6], w = x[14];
    double const l = 1 + n * (k1 + n * k2), dl = 2 * (k1 + 2 * n * k2), wf = w * f;
    y[0] = w * (f * l * q0 + x[7]), y[1] = w * (f * l * q1 + x[8]);
    // by q, then by the turned point
    double const Q[2][2]{{wf * (l + dl * q0 * q0), wf * dl * q0 * q1}, {wf * dl * q0 * q1, wf * (l + dl * q1 * q1)}};
    double const J[3][3]{
        {a + c * r0 * r0, c * r0 * r1 + b * r2, c * r0 * r2 - b * r1},
        {c * r0 * r1 - b * r2, a + c * r1 * r1, c * r1 * r2 + b * r0},
        {c * r0 * r2 + b * r1, c * r1 * r2 - b * r0, a + c * r2 * r2}};
    for (int i = 0; i < 2; ++i) {
      double* const out = y + 2 + 15 * i;
      double const t0 = Q[i][0] / Z, t1 = Q[i][1] / Z, t2 = -(t0 * q0 + t1 * q1);
      double const g0 = t0 * R[0][0] + t1 * R[1][0] + t2 * R[2][0], g1 = t0 * R[0][1] + t1 * R[1][1] + t2 * R[2][1],
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
