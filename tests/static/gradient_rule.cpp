// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr tensor<double, 3> v{1, -2, 3}, w{0.5, 4, -1};

// stop_gradient: the value, without a derivative, at every order.
static_assert(evaluate(stop_gradient(x) * x, x = v) == tensor<double, 3>{1, 4, 9});
static_assert(evaluate(gradient(sum(stop_gradient(x) * x), x), x = v) == v);
static_assert(evaluate(gradient(sum(stop_gradient(square(x))), x), x = v) == tensor<double, 3>{});
static_assert(evaluate(gradient(sum(gradient(sum(stop_gradient(x) * square(x)), x)), x), x = v) ==
              tensor<double, 3>{2, -4, 6});

// A rule of one operand, where the function is not smooth; its own derivative is the second.
constexpr auto rounded =
    custom_gradient([](auto a) { return round(a); }, [](auto g, auto, auto a) { return g * a; });
static_assert(evaluate(rounded(x), x = tensor<double, 3>{0.6, 1.2, -0.7}) == tensor<double, 3>{1, 1, -1});
static_assert(evaluate(gradient(sum(rounded(x)), x), x = v) == v);
static_assert(evaluate(gradient(sum(gradient(sum(rounded(x)), x)), x), x = v) == tensor<double, 3>{1, 1, 1});

// Of two operands, and of the value; within a traced function.
constexpr auto halves = custom_gradient([](auto a, auto b) { return a * b; },
                                        [](auto g, auto r, auto, auto b) {
                                          return cotangents{g * r, 2 * b};
                                        });
constexpr auto traced = formula([](auto a, auto b) { return sum(halves(a, b)); }, x, y);
static_assert(evaluate(traced, x = v, y = w) == -10.5);
static_assert(evaluate(gradient(traced, x), x = v, y = w) == tensor<double, 3>{0.5, -8, -3});
static_assert(evaluate(gradient(traced, y), x = v, y = w) == tensor<double, 3>{1, 8, -2});
