// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::same;

constexpr variable<"x", 6> x;
using six = tensor<double, 6>;
constexpr six a{-2, -0.0, 0, 3, -Inf<double>, nan<double>};
static_assert(same(evaluate(abs(x), x = a), six{2, 0, 0, 3, Inf<double>, nan<double>}));
static_assert(same(evaluate(sign(x), x = a), six{-1, 0, 0, 1, -1, 0}));
static_assert(evaluate(gradient(sum(abs(x)), x), x = a) == six{-1, 0, 0, 1, -1, 0});
static_assert(gradient(sum(abs(x)), x) == sign(x) && abs(-x) == abs(x) && abs(abs(x)) != x);
static_assert(evaluate(gradient(sum(sign(x) * x), x), x = six{-2, 0, 1, 3, -4, 5}) ==
              six{-1, 0, 1, 1, -1, 1});
static_assert(evaluate(gradient(sum(gradient(sum(abs(x)), x)), x), x = a) == six{});
static_assert(evaluate(abs(x), x = tensor<float, 6>{-1, 2, -3, 4, -5, 6}) ==
                  tensor<float, 6>{1, 2, 3, 4, 5, 6} &&
              evaluate(sign(x), x = tensor<long double, 6>{-1, 2, 0, 4, -5, 6})[0] == -1.0L);

constexpr auto abs_fun = [](auto u) { return abs(u); };
constexpr auto wave = [](auto u) { return abs(u - 0.5_c) * u; };
static_assert(check::entry_by_entry(abs_fun) && check::entry_by_entry([](auto u) { return sign(u) * u; }));
static_assert(check::orders_agree(wave, {-1, 0.25, 2}));
