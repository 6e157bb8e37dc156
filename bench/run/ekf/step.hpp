// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <Eigen/Dense>
#include "../common/contender.hpp"
#include "inputs.hpp"

/// The step with Eigen's matrices, for peers that give the Jacobians: linearise<Rows>(function, x, y, J).
template <int M, int N>
using matrix = Eigen::Matrix<double, M, N, (N == 1 ? Eigen::ColMajor : Eigen::RowMajor)>;
template <class Linearise>
void step(input const& in, output& out, Linearise linearise) {
  matrix<6, 1> y;
  matrix<3, 1> h;
  matrix<6, 6> F;
  matrix<3, 6> H;
  Eigen::Map<matrix<6, 6> const> const P0(in.P), Q(in.Q);
  Eigen::Map<matrix<3, 3> const> const R(in.R);
  Eigen::Map<matrix<3, 1> const> const z(in.z);
  linearise.template operator()<6>([](auto const* m, auto* f) { motion(m, f); }, in.m, y.data(), F.data());
  matrix<6, 6> const P = F * P0 * F.transpose() + Q;
  linearise.template operator()<3>([](auto const* m, auto* f) { observation(m, f); }, y.data(), h.data(),
                                   H.data());
  matrix<6, 3> const PH = P * H.transpose();
  matrix<3, 3> const S = H * PH + R;
  matrix<6, 3> const K = PH * S.inverse();
  Eigen::Map<matrix<6, 1>>(out.m) = y + K * (z - h);
  Eigen::Map<matrix<6, 6>>(out.P) = P - K * (H * P);
}
/// By numbers that carry six derivatives.
template <class Number>
void forward(input const& in, output& out) {
  step(in, out, []<int Rows>(auto function, double const* at, double* value, double* J) {
    Number x[6], f[Rows];
    for (int i = 0; i < 6; ++i) seed(x[i], at[i], i);
    function(x, f);
    for (int r = 0; r < Rows; ++r) {
      value[r] = value_of(f[r]);
      for (int i = 0; i < 6; ++i) J[6 * r + i] = derivative_of(f[r], i);
    }
  });
}
