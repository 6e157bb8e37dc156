// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include "catch.hpp"
using namespace tapeless::core;

namespace {
constexpr variable<"a"> a;
constexpr variable<"b"> b;
constexpr variable<"c"> c;

/// Sums of a formula's program that take the operands of a product.
template <class F>
constexpr int joined(F) {
  constexpr auto const& plan = entries_of<F>::program::plan;
  int found = 0;
  for (scalar_step const& step : plan.steps)
    found += step.op == &describe<multiply_add_op<1, 1>> || step.op == &describe<multiply_add_op<1, -1>> ||
             step.op == &describe<multiply_add_op<-1, 1>>;
  return found;
}
constexpr auto sums = formulas(a * b + c, c + b * exp(a), a * b * c - c, c - sin(a) * b, square(c + a) - b,
                               square(a + b) + square(b + c));

template <class T>
bool same_bits() {
  static constexpr auto folded = evaluate(sums, a = T(0.7), b = T(-1.3), c = T(3));
  T volatile third = T(3);
  auto const computed = evaluate(sums, a = T(0.7), b = T(-1.3), c = T(third));
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return ((computed.template get<I>() == folded.template get<I>()) && ...);
  }
  (std::make_index_sequence<6>{});
}
}  // namespace

TEST_CASE("A sum and a product that nothing else uses are one step") {
  STATIC_REQUIRE(joined(a * b + c) == 1);
  STATIC_REQUIRE(joined(a * b - c) == 1);
  STATIC_REQUIRE(joined(c - square(a)) == 1);
  STATIC_REQUIRE(joined(a * b + b * c + a * c) == 2);
  STATIC_REQUIRE(joined(formulas(a * b + c, a * b)) == 0);
  STATIC_REQUIRE(joined(formulas(a * b + c, a * b - c)) == 0);
  STATIC_REQUIRE(joined(a + b - c) == 0);
}
TEST_CASE("Sums with products have the bits of constant evaluation") {
  CHECK(same_bits<float>());
  CHECK(same_bits<double>());
  CHECK(same_bits<long double>());
  auto const y = evaluate(sums, a = 0.5, b = -2.0, c = 3.0);
  CHECK(y.get<0>() == 2);
  CHECK(y.get<2>() == -6);
  CHECK(y.get<4>() == 14.25);
  CHECK(y.get<5>() == 3.25);
}
