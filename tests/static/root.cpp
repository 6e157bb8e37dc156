// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto sqrt_fun = [](auto x) { return sqrt(x); };
constexpr auto rsqrt_fun = [](auto x) { return rsqrt(x); };
constexpr auto cbrt_fun = [](auto x) { return cbrt(x); };
constexpr auto reciprocal_fun = [](auto x) { return reciprocal(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(sqrt_fun, 0.5L, 0.707106781186547524400844L,
                             0.707106781186547524400844L, -0.707106781186547524400844L));
static_assert(check::a_point(rsqrt_fun, 0.5L, 1.41421356237309504880169L,
                             -1.41421356237309504880169L, 4.24264068711928514640507L));
static_assert(check::a_point(cbrt_fun, 0.5L, 0.793700525984099737375853L,
                             0.529133683989399824917235L, -0.705511578652533099889647L));
static_assert(check::a_point(reciprocal_fun, 0.5L, 2.0L,
                             -4.0L, 16.0L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(sqrt_fun, {0.3, 1, 2}));
static_assert(check::orders_agree(rsqrt_fun, {0.3, 1, 2}));
static_assert(check::orders_agree(cbrt_fun, {0.3, 1, 2}));
static_assert(check::orders_agree(reciprocal_fun, {-0.3, 1, 2}));
static_assert(check::entry_by_entry(sqrt_fun) &&
              check::entry_by_entry(rsqrt_fun) &&
              check::entry_by_entry(cbrt_fun) &&
              check::entry_by_entry(reciprocal_fun));

// Zero, below it, infinity.
static_assert(slope(sqrt_fun, 0.0) == Inf<double> && slope(sqrt_fun, -0.0) == -Inf<double> &&
              check::same_number(slope(sqrt_fun, -1.0), nan<double>) && slope(sqrt_fun, Inf<double>) == 0.0);
static_assert(slope(rsqrt_fun, 0.0) == -Inf<double> && slope(reciprocal_fun, 0.0) == -Inf<double> &&
              value(rsqrt_fun, Inf<double>) == 0.0 && value(cbrt_fun, -8.0) == -2.0 &&
              slope(cbrt_fun, 0.0) == Inf<double>);
static_assert(relatively(slope(rsqrt_fun, 1e200), -5e-301) && relatively(slope(cbrt_fun, 1e-300), 1e200 / 3));

// The root of a recognised sum of squares has gradient 0 at 0, and no curvature.
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr tensor<double, 3> none{}, some{3, 0, -4};
constexpr auto length = sqrt(sum(square(x)));
static_assert(evaluate(gradient(length, x), x = none) == none);
static_assert(check::close(evaluate(gradient(length, x), x = some), {0.6, 0, -0.8}));
static_assert(evaluate(gradient(sum(gradient(length, x) * y), x), x = none, y = some) == none);
static_assert(evaluate(gradient(sqrt(0.5_c * sum(x * x)), x), x = none) == none);
constexpr auto apart = sum(sqrt(square(x) + square(y)));
static_assert(evaluate(gradient(apart, x), x = some, y = none) == tensor<double, 3>{1, 0, -1} &&
              evaluate(gradient(apart, y), x = some, y = none) == none);
static_assert(evaluate(gradient(sum(sqrt(square(x - y))), x), x = some, y = some) == none);
static_assert(evaluate(gradient(sum(sqrt(x * y)), x), x = none, y = some)[0] == Inf<double>);
static_assert(check::differences_agree(length * sum(x), x, some) &&
              check::differences_agree(sum(square(gradient(length, x)) * y), x, some, y = some));
// What another result does not depend on stays a zero by structure.
constexpr auto with_last = stack(length, slice(x, at<2>), axis<0>);
constexpr tensor<double, 3> infinite{Inf<double>, 1, 2};
static_assert(evaluate(as_scalars(matmul(jacobian(with_last, x), y)), x = some, y = infinite)[1] == 2);

// hypot, likewise; with broadcasting, and without overflow.
constexpr variable<"c", 2, 1> c;
static_assert(hypot(c, x).shape == shape{2, 3});
constexpr tensor<double, 3> legs{3e200, 5, 0}, others{4e200, -12, 0};
static_assert(check::close(evaluate(hypot(x, y), x = legs, y = others), {5e200, 13, 0}));
static_assert(evaluate(gradient(sum(hypot(x, y)), x), x = some, y = none) == tensor<double, 3>{1, 0, -1});
static_assert(evaluate(gradient(sum(gradient(sum(hypot(x, y)), x)), x), x = none, y = none) == none &&
              evaluate(gradient(sum(gradient(sum(hypot(x, y)), x)), y), x = none, y = none) == none);
constexpr auto curved = sum(square(hypot(x, y)) * x + hypot(y, x));
constexpr tensor<double, 3> p{0.5, -1, 2}, q{0.25, 1, -2};
static_assert(check::differences_agree(curved, x, p, y = q) &&
              check::differences_agree(sum(square(gradient(curved, y))), x, p, y = q));
