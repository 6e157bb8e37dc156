// SPDX-License-Identifier: BSL-1.0
#include "inputs.hpp"
#include "../common/tapeless.hpp"
#include <span>

using namespace tapeless;
constexpr variable<"m", 6> m;
constexpr variable<"y", 6> y;
constexpr variable<"P", 6, 6> P;
constexpr variable<"Q", 6, 6> Q;
constexpr variable<"R", 3, 3> R;
constexpr variable<"z", 3> z;

constexpr auto f = formula([](auto state) {
  auto const entry = [&](auto i) { return slice(state, i); };
  auto const v = entry(at<3>), heading = entry(at<4>), turn = entry(at<5>);
  return state + 0.1 * stack(v * cos(heading), v * sin(heading), 0, 0, turn, 0, axis<0>);
}, m);
constexpr auto h = formula([](auto state) {
  auto const px = slice(state, at<0>), py = slice(state, at<1>), pz = slice(state, at<2>);
  auto const flat = square(px) + square(py);
  return stack(sqrt(flat + square(pz)), atan2(py, px), atan2(pz, sqrt(flat)), axis<0>);
}, y);

constexpr auto F = jacobian(f, m);
constexpr auto H = jacobian(h, y);
constexpr auto C = symmetric(P);
constexpr auto S = symmetric(matmul(matmul(H, C), transpose(H)) + R);
constexpr auto K = matmul(matmul(C, transpose(H)), inverse(S));
constexpr auto predicted = formulas(f, symmetric(matmul(matmul(F, C), transpose(F)) + Q));
constexpr auto corrected = formulas(y + matmul(K, z - h), symmetric(C - matmul(K, matmul(H, C))));

static auto compute(input const& in) {
  auto const [state, covariance] =
      evaluate(predicted, m = std::span(in.m), P = std::span(in.P), Q = std::span(in.Q));
  return evaluate(corrected, y = state, P = covariance, R = std::span(in.R), z = std::span(in.z));
}
static contender const by_tapeless = entrant<compute>("tapeless");
