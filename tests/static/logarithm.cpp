// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto log_fun = [](auto x) { return log(x); };
constexpr auto log2_fun = [](auto x) { return log2(x); };
constexpr auto log10_fun = [](auto x) { return log10(x); };
constexpr auto log1p_fun = [](auto x) { return log1p(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(log_fun, 0.5L, -0.693147180559945309417232L,
                             2.0L, -4.0L));
static_assert(check::a_point(log2_fun, 0.75L, -0.415037499278843818546261L,
                             1.92359338785195120981323L, -2.56479118380260161308431L));
static_assert(check::a_point(log10_fun, 0.75L, -0.12493873660829995313245L,
                             0.579059309204335770201505L, -0.772079078939114360268674L));
static_assert(check::a_point(log1p_fun, 0.25L, 0.223143551314209755766295L,
                             0.8L, -0.64L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(log_fun, {0.5, 1, 3}));
static_assert(check::orders_agree(log2_fun, {0.5, 1, 3}));
static_assert(check::orders_agree(log10_fun, {0.5, 1, 3}));
static_assert(check::orders_agree(log1p_fun, {-0.5, 0.2, 3}));
static_assert(check::entry_by_entry(log_fun) &&
              check::entry_by_entry(log2_fun) &&
              check::entry_by_entry(log10_fun) &&
              check::entry_by_entry(log1p_fun));

// Slopes next to the ends: nothing under- or overflows on the way.
static_assert(value(log2_fun, 1024.0) == 10.0 && value(log10_fun, 1000.0) == 3.0);
static_assert(relatively(slope(log10_fun, 1e308), 4.3429448190325182765e-309, 1e-13) &&
              relatively(slope(log2_fun, 3e-308), 4.8089834696298780241e307));
static_assert(value(log1p_fun, 1e-300) == 1e-300 && slope(log1p_fun, -1 + 0x1p-53) == 0x1p53);
static_assert(value(log_fun, 0.0) == -Inf<double> && slope(log_fun, 0.0) == Inf<double> &&
              check::same_number(value(log_fun, -1.0), nan<double>));
static_assert(value(log1p_fun, -1.0) == -Inf<double> && slope(log1p_fun, Inf<double>) == 0.0);

// x ln y with broadcasting: 0 where x is 0, whatever number y is.
constexpr variable<"x", 4> x;
constexpr variable<"y", 4> y;
constexpr variable<"c", 2, 1> c;
constexpr tensor<double, 4> a{0, 0, 2, 0.5}, b{0, 2, 1, 0.25};
static_assert(check::close(evaluate(xlogy(x, y), x = a, y = b), {0, 0, 0, 0.5 * -1.3862943611198906188344}));
static_assert(check::close(evaluate(gradient(sum(xlogy(x, y)), x), x = a, y = b),
                           {0, 0.69314718055994530942, 0, -1.3862943611198906188344}));
static_assert(check::same(evaluate(gradient(sum(xlogy(x, y)), y), x = a, y = b),
                          tensor<double, 4>{nan<double>, 0, 2, 2}));
constexpr tensor<double, 4> unknown{nan<double>, -1, 1, 1};
static_assert(check::same_number(evaluate(xlogy(x, y), x = a, y = unknown)[0], nan<double>));
static_assert(xlogy(x, c).shape == shape{2, 4});
constexpr tensor<double, 4> p{0.5, 1.5, 2, -3}, q{0.75, 2, 0.5, 4};
constexpr auto curved = sum(square(xlogy(x, y)) + xlogy(y, y) * x);
static_assert(check::differences_agree(curved, x, p, y = q) && check::differences_agree(curved, y, q, x = p));
static_assert(check::differences_agree(sum(square(gradient(curved, y))), x, p, y = q));
