// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace {

constexpr two opposite{1, 0};
constexpr double bce_floor = double(1e-12f);  // of p (1 - p) in the gradient, as PyTorch has it

void reductions() {
  row(
      "norm", "the zero vector", [](auto x) { return norm(x); }, three{}, scalar_value{0}, three{});
  row(
      "norm, p = 3", "the zero vector", [](auto x) { return norm(x, 3); }, three{}, scalar_value{0}, three{});
  row(
      "norm, p = 1", "an entry is 0: [1, 0, -2]", [](auto x) { return norm(x, 1); }, three{1, 0, -2},
      scalar_value{3}, three{1, 0, -1});
  row(
      "norm, inf", "a tie, shared with sign: [3, -3, 1]", [](auto x) { return norm(x, tapeless::inf); },
      three{3, -3, 1}, scalar_value{3}, three{0.5, -0.5, 0});
  row(
      "gradient of norm", "the zero vector, second order", [](auto x) { return gradient(norm(x), x); },
      three{}, three{}, three{});
  row(
      "var", "all equal", [](auto x) { return var(x); }, three{2, 2, 2}, scalar_value{0}, three{});
  row(
      "stddev", "all equal", [](auto x) { return stddev(x); }, three{2, 2, 2}, scalar_value{0}, three{});
  row(
      "prod", "one zero: [2, 0, 3]", [](auto x) { return prod(x); }, three{2, 0, 3}, scalar_value{0},
      three{0, 6, 0});
  row(
      "prod", "two zeros: [0, 0, 3]", [](auto x) { return prod(x); }, three{0, 0, 3}, scalar_value{0},
      three{});
  row(
      "gradient of prod", "two zeros: [0, 0, 3], second order", [](auto x) { return gradient(prod(x), x); },
      three{0, 0, 3}, three{}, three{3, 3, 0});
  row(
      "cumprod", "a zero: [2, 0, 3]", [](auto x) { return cumprod(x); }, three{2, 0, 3}, three{2, 0, 0},
      three{1, 8, 0});
  row(
      "logsumexp", "one -inf: [-inf, 0, 0]", [](auto x) { return logsumexp(x); }, three{-inf, 0, 0},
      scalar_value{std::log(2.0)}, three{0, 0.5, 0.5});
  row(
      "logsumexp", "all -inf", [](auto x) { return logsumexp(x); }, three{-inf, -inf, -inf},
      scalar_value{-inf}, three{});
  row(
      "logsumexp", "one inf: [inf, 0, 0]", [](auto x) { return logsumexp(x); }, three{inf, 0, 0},
      scalar_value{inf}, three{nan, 0, 0});
  row(
      "softmax", "one -inf: [-inf, 0, 0]", [](auto x) { return softmax(x); }, three{-inf, 0, 0},
      three{0, 0.5, 0.5}, three{});
  row(
      "softmax", "all -inf", [](auto x) { return softmax(x); }, three{-inf, -inf, -inf}, three{nan, nan, nan},
      three{nan, nan, nan});
  row(
      "bce_loss", "p = 0, 1 with targets 1, 0: logarithms stop at -100",
      [](auto p) { return bce_loss(p, literal<opposite>); }, two{0, 1}, scalar_value{100},
      two{-0.5 / bce_floor, 0.5 / bce_floor});
  row(
      "det", "singular: [[1, 2], [2, 4]]", [](auto x) { return det(reshape<2, 2>(x)); }, four{1, 2, 2, 4},
      scalar_value{0}, four{4, -2, -2, 1});
  row(
      "inverse", "singular: [[1, 2], [2, 4]]", [](auto x) { return inverse(reshape<2, 2>(x)); },
      four{1, 2, 2, 4}, four{nan, nan, nan, nan}, four{nan, nan, nan, nan});
  row(
      "cholesky", "indefinite: [[1, 2], [2, 1]]", [](auto x) { return cholesky(reshape<2, 2>(x)); },
      four{1, 2, 2, 1}, four{nan, nan, nan, nan}, four{nan, nan, nan, nan});
}

}  // namespace
