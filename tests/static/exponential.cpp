// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto exp_fun = [](auto x) { return exp(x); };
constexpr auto exp2_fun = [](auto x) { return exp2(x); };
constexpr auto expm1_fun = [](auto x) { return expm1(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(exp_fun, 0.5L, 1.64872127070012814684865L,
                             1.64872127070012814684865L, 1.64872127070012814684865L));
static_assert(check::a_point(exp2_fun, 0.5L, 1.41421356237309504880169L,
                             0.980258143468547191713902L, 0.679463168366149854086668L));
static_assert(check::a_point(expm1_fun, 0.25L, 0.284025416687741484073421L,
                             1.28402541668774148407342L, 1.28402541668774148407342L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(exp_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(exp2_fun, {-1.5, 0.3, 2}));
static_assert(check::orders_agree(expm1_fun, {-1, 0.3, 2}));
static_assert(check::entry_by_entry(exp_fun) &&
              check::entry_by_entry(exp2_fun) &&
              check::entry_by_entry(expm1_fun));

// The slope of expm1 is eˣ in the left tail too, where the value has lost it.
static_assert(value(expm1_fun, -50.0) == -1.0 && relatively(slope(expm1_fun, -50.0), 1.9287498479639178e-22));
static_assert(value(expm1_fun, 1e-300) == 1e-300 && slope(expm1_fun, 1e-16) == 1.0);
static_assert(value(exp2_fun, 1000.0) == 0x1p1000 && value(exp2_fun, -1074.0) == 0x1p-1074);

// The ends of the line.
static_assert(value(exp_fun, Inf<double>) == Inf<double> && slope(exp_fun, -Inf<double>) == 0.0);
static_assert(value(exp_fun, 1000.0) == Inf<double> && value(exp2_fun, 128.0f) == Inf<float>);
static_assert(value(expm1_fun, -Inf<double>) == -1.0 && slope(expm1_fun, -Inf<double>) == 0.0);
static_assert(check::same_number(value(exp_fun, nan<double>), nan<double>) &&
              check::same_number(slope(expm1_fun, nan<double>), nan<double>));
