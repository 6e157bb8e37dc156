// SPDX-License-Identifier: BSL-1.0
// Programs longer than one block: numbers, truth values and results pass from block to block.
#include <tapeless/tapeless.hpp>
#include "catch.hpp"
using namespace tapeless::core;

namespace {
constexpr variable<"t"> t;
constexpr variable<"u"> u;

constexpr int length = 450, rest = 100;  // between two choices
constexpr auto steered = formula(
    [](auto a, auto b) {
      term y = a;
      for (int i = 0; i < length; ++i) {
        term const next = y + 0.01 * (a * b - y * y * b);
        y = i % rest == 0 ? where(y > b, 0.5 * y, next) : next;
      }
      return y + a;
    },
    t, u);
constexpr auto slopes = value_and_gradient(steered, t, u);
}  // namespace

TEST_CASE("A program of several blocks computes what a loop does") {
  using program = entries_of<type_of<slopes>>::program;
  STATIC_REQUIRE(program::plan.count > 2);
  double const a = 0.9, b = 0.5;
  double y = a, by_a = 1, by_b = 0;
  for (int i = 0; i < length; ++i) {
    bool const above = i % rest == 0 && y > b;
    double const slope = above ? 0.5 : 1 - 0.02 * y * b;
    by_a = slope * by_a + (above ? 0 : 0.01 * b);
    by_b = slope * by_b + (above ? 0 : 0.01 * (a - y * y));
    y = above ? 0.5 * y : y + 0.01 * (a * b - y * y * b);
  }
  auto const [value, dt, du] = evaluate(slopes, t = a, u = b);
  CHECK(value == Approx(y + a));
  CHECK(dt == Approx(by_a + 1));
  CHECK(du == Approx(by_b));
}
