// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace {

void functions() {
  auto const root = [](auto x) { return sqrt(x); };
  row("sqrt", "0, -1", root, two{0, -1}, two{0, nan}, two{inf, nan});
  row("sqrt", "-0", root, scalar_value{-0.0}, scalar_value{-0.0}, scalar_value{-inf});
  row(
      "rsqrt", "0", [](auto x) { return rsqrt(x); }, scalar_value{0}, scalar_value{inf}, scalar_value{-inf});
  row(
      "reciprocal", "0", [](auto x) { return reciprocal(x); }, scalar_value{0}, scalar_value{inf},
      scalar_value{-inf});
  row(
      "hypot", "(0, 0)", [](auto a, auto b) { return hypot(a, b); }, scalar_value{0}, scalar_value{0},
      scalar_value{0}, scalar_value{0}, scalar_value{0});
  row(
      "sqrt(sum(square(x)))", "the zero vector", [](auto x) { return sqrt(sum(square(x))); }, three{},
      scalar_value{0}, three{});
  row(
      "atan2", "(0, 0)", [](auto a, auto b) { return atan2(a, b); }, scalar_value{0}, scalar_value{0},
      scalar_value{0}, scalar_value{nan}, scalar_value{nan});
  row(
      "xlogy", "(0, 0)", [](auto a, auto b) { return xlogy(a, b); }, scalar_value{0}, scalar_value{0},
      scalar_value{0}, scalar_value{0}, scalar_value{nan});
  auto const power = [](auto a, auto b) { return pow(a, b); };
  row("pow", "0^0", power, scalar_value{0}, scalar_value{0}, scalar_value{1}, scalar_value{0},
      scalar_value{0});
  row("pow", "0^0.5", power, scalar_value{0}, scalar_value{0.5}, scalar_value{0}, scalar_value{inf},
      scalar_value{0});
  row("pow", "(-2)^2", power, scalar_value{-2}, scalar_value{2}, scalar_value{4}, scalar_value{-4},
      scalar_value{nan});
  row("pow", "(-2)^0.5", power, scalar_value{-2}, scalar_value{0.5}, scalar_value{nan}, scalar_value{nan},
      scalar_value{nan});
  row(
      "x⁰", "0", [](auto x) { return pow(x, 0); }, scalar_value{0}, scalar_value{1}, scalar_value{0});
  row(
      "maximum", "a tie, NaN: (1, 1), (NaN, 2)", [](auto a, auto b) { return maximum(a, b); }, two{1, nan},
      two{1, 2}, two{1, nan}, two{0.5, nan}, two{0.5, nan});
  row(
      "maximum, one_sided", "a tie: (1, 1)", [](auto a, auto b) { return maximum(a, b, one_sided); },
      scalar_value{1}, scalar_value{1}, scalar_value{1}, scalar_value{1}, scalar_value{0});
  row(
      "maximum, reject", "a tie: (1, 1)", [](auto a, auto b) { return maximum(a, b, reject); },
      scalar_value{1}, scalar_value{1}, scalar_value{1}, scalar_value{nan}, scalar_value{nan});
  row(
      "minimum", "a tie: (1, 1)", [](auto a, auto b) { return minimum(a, b); }, scalar_value{1},
      scalar_value{1}, scalar_value{1}, scalar_value{0.5}, scalar_value{0.5});
  row(
      "fmax", "a tie, one NaN: (1, 1), (NaN, 2)", [](auto a, auto b) { return fmax(a, b); }, two{1, nan},
      two{1, 2}, two{1, 2}, two{1, 0}, two{0, 1});
  row(
      "fmin", "a tie, one NaN: (1, 1), (NaN, 2)", [](auto a, auto b) { return fmin(a, b); }, two{1, nan},
      two{1, 2}, two{1, 2}, two{1, 0}, two{0, 1});
  curve(
      "where(x > 0, log x, 0)", "0: the other branch never leaks",
      [](auto x) { return where(x > 0, log(x), 0 * x); }, 0, 0, 0, 0);
  curve(
      "where(x > 0, sqrt x, x)", "-1", [](auto x) { return where(x > 0, sqrt(x), x); }, -1, -1, 1, 0);
  curve(
      "silu", "-inf", [](auto x) { return silu(x); }, -inf, 0, 0, 0);
  curve(
      "silu", "inf", [](auto x) { return silu(x); }, inf, inf, 1, 0);
  curve(
      "gelu", "-inf", [](auto x) { return gelu(x); }, -inf, 0, 0, 0);
  curve(
      "gelu", "inf", [](auto x) { return gelu(x); }, inf, inf, 1, 0);
  row(
      "softplus", "beta x = 20, beyond: 20, 21", [](auto x) { return softplus(x); }, two{20, 21},
      two{20.000000002061153, 21}, two{0.99999999793884631, 1});
  curve(
      "tanh", "12: relative accuracy in the tail", [](auto x) { return tanh(x); }, 12, 0.99999999992449731,
      1.5100538175976260e-10, -3.0201076349671836e-10);
}

}  // namespace
