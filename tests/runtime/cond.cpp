// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include "catch.hpp"
using namespace tapeless::core;

// Operations that count how often they run, and so show which side did.
namespace counting {
inline int values[2], slopes[2];

template <int Side>
struct slope_op {
  static constexpr phrase name = Side == 0 ? "slope 0" : "slope 1";
  template <class T>
  static constexpr T value(T x) {
    if (!std::is_constant_evaluated()) ++slopes[Side];
    return 2 * x;
  }
  constexpr term operator()(term x) const { return entrywise<slope_op>(x); }
};
template <int Side>
struct square_op {
  static constexpr phrase name = Side == 0 ? "square 0" : "square 1";
  static constexpr cotangents pullback(term g, term, term x) { return g * slope_op<Side>{}(x); }
  template <class T>
  static constexpr T value(T x) {
    if (!std::is_constant_evaluated()) ++values[Side];
    return x * x;
  }
  constexpr term operator()(term x) const { return entrywise<square_op>(x); }
};
}  // namespace counting

TEST_CASE("cond runs one side, and pulls back through it alone") {
  constexpr variable<"p"> p;
  constexpr variable<"x", 3> x;
  constexpr auto f = [](auto v) { return function<counting::square_op<0>>{}(v); };
  constexpr auto g = [](auto v) { return -function<counting::square_op<1>>{}(v); };
  constexpr auto y = sum(cond(p, f, g, x));
  for (int side = 0; side < 2; ++side) {
    counting::values[0] = counting::values[1] = counting::slopes[0] = counting::slopes[1] = 0;
    auto const [value, dx] =
        evaluate(value_and_gradient(y, x), p = side == 0 ? 1.0 : 0.0, x = tensor<double, 3>{1, 2, 3});
    double const sign = side == 0 ? 1 : -1;
    CHECK(value == sign * 14);
    CHECK(dx == tensor<double, 3>{sign * 2, sign * 4, sign * 6});
    CHECK(counting::values[side] >= 3);
    CHECK(counting::slopes[side] == 3);
    CHECK(counting::values[1 - side] == 0);
    CHECK(counting::slopes[1 - side] == 0);
  }
}
TEST_CASE("cond: a side without a value where it is not wanted leaves no trace") {
  constexpr variable<"x"> x;
  constexpr auto y = cond(
      x > 0_c, [](auto v) { return log(v); }, [](auto v) { return v - 1; }, x);
  constexpr auto slope = gradient(y, x);
  CHECK(evaluate(y, x = -2.0) == -3.0);
  CHECK(evaluate(slope, x = -2.0) == 1.0);
  CHECK(evaluate(gradient(slope, x), x = 0.0) == 0.0);
  CHECK(evaluate(slope, x = 4.0) == 0.25);
}
