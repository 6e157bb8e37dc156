// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace {

void kinks() {
  row(
      "abs", "0", [](auto x) { return abs(x); }, scalar_value{0}, scalar_value{0}, scalar_value{0});
  row(
      "sign", "0", [](auto x) { return sign(x); }, scalar_value{0}, scalar_value{0}, scalar_value{0});
  row(
      "floor", "1, 1.5", [](auto x) { return floor(x); }, two{1, 1.5}, two{1, 1}, two{});
  row(
      "ceil", "1, 1.5", [](auto x) { return ceil(x); }, two{1, 1.5}, two{1, 2}, two{});
  row(
      "round", "0.5, 1.5: half to even", [](auto x) { return round(x); }, two{0.5, 1.5}, two{0, 2}, two{});
  row(
      "trunc", "1, -1.5", [](auto x) { return trunc(x); }, two{1, -1.5}, two{1, -1}, two{});
  row(
      "clamp to [-1, 1]", "-1, 1, NaN", [](auto x) { return clamp(x, -1, 1); }, three{-1, 1, nan},
      three{-1, 1, nan}, three{1, 1, 0});
  row(
      "clamp to [1, -1]", "min > max: 0", [](auto x) { return clamp(x, 1, -1); }, scalar_value{0},
      scalar_value{-1}, scalar_value{0});
  row(
      "relu", "0, NaN", [](auto x) { return relu(x); }, two{0, nan}, two{0, nan}, two{0, 1});
  row(
      "relu6", "0, 6", [](auto x) { return relu6(x); }, two{0, 6}, two{0, 6}, two{});
  row(
      "hardtanh", "-1, 1", [](auto x) { return hardtanh(x); }, two{-1, 1}, two{-1, 1}, two{});
  row(
      "hardsigmoid", "-3, 3", [](auto x) { return hardsigmoid(x); }, two{-3, 3}, two{0, 1}, two{});
  row(
      "hardswish", "-3, 3", [](auto x) { return hardswish(x); }, two{-3, 3}, two{0, 3}, two{-0.5, 1.5});
  row(
      "softshrink", "-0.5, 0.5", [](auto x) { return softshrink(x); }, two{-0.5, 0.5}, two{}, two{});
  row(
      "hardshrink", "-0.5, 0.5", [](auto x) { return hardshrink(x); }, two{-0.5, 0.5}, two{}, two{});
  row(
      "leaky_relu, slope 0.1", "0", [](auto x) { return leaky_relu(x, 0.1); }, scalar_value{0},
      scalar_value{0}, scalar_value{0.1});
  row(
      "elu, alpha 2", "0", [](auto x) { return elu(x, 2); }, scalar_value{0}, scalar_value{0},
      scalar_value{2});
  row(
      "celu, alpha 2", "0", [](auto x) { return celu(x, 2); }, scalar_value{0}, scalar_value{0},
      scalar_value{1});
  row(
      "selu", "0", [](auto x) { return selu(x); }, scalar_value{0}, scalar_value{0},
      scalar_value{1.7580993408473766});
  row(
      "huber_loss, delta 1", "at the joint: 1, 0",
      [](auto x) { return huber_loss(x, 0 * x, 1, no_reduction); }, two{1, 0}, two{0.5, 0}, two{1, 0});
  row(
      "smooth_l1_loss, beta 1", "at the joint: 1, 0",
      [](auto x) { return smooth_l1_loss(x, 0 * x, 1, no_reduction); }, two{1, 0}, two{0.5, 0}, two{1, 0});
}

}  // namespace
