// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto asinh_fun = [](auto x) { return asinh(x); };
constexpr auto acosh_fun = [](auto x) { return acosh(x); };
constexpr auto atanh_fun = [](auto x) { return atanh(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(asinh_fun, 0.5L, 0.481211825059603447497759L,
                             0.894427190999915878563669L, -0.357770876399966351425468L));
static_assert(check::a_point(acosh_fun, 1.5L, 0.962423650119206894995518L,
                             0.894427190999915878563669L, -1.0733126291998990542764L));
static_assert(check::a_point(atanh_fun, 0.5L, 0.549306144334054845697623L,
                             1.33333333333333333333333L, 1.77777777777777777777778L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(asinh_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(acosh_fun, {1.25, 2, 3}));
static_assert(check::orders_agree(atanh_fun, {-0.5, 0.1, 0.6}));
static_assert(check::entry_by_entry(asinh_fun) &&
              check::entry_by_entry(acosh_fun) &&
              check::entry_by_entry(atanh_fun));

// Slopes next to the ends: x² neither overflows nor cancels.
static_assert(relatively(slope(asinh_fun, 1e200), 1e-200) && relatively(slope(acosh_fun, 1e200), 1e-200));
static_assert(relatively(slope(acosh_fun, 1.0000000000000002), 47453132.81212577) &&
              slope(acosh_fun, 1.0) == Inf<double> && value(acosh_fun, 1.0) == 0.0);
static_assert(relatively(slope(atanh_fun, 0.9999999999999999), 4503599627370496.25) &&
              slope(atanh_fun, 1.0) == Inf<double> && value(atanh_fun, -1.0) == -Inf<double>);
static_assert(check::same_number(value(acosh_fun, 0.5), nan<double>) &&
              check::same_number(slope(acosh_fun, 0.5), nan<double>) &&
              check::same_number(value(atanh_fun, 2.0), nan<double>));
static_assert(value(asinh_fun, -Inf<double>) == -Inf<double> && slope(asinh_fun, Inf<double>) == 0.0 &&
              slope(acosh_fun, Inf<double>) == 0.0 && value(asinh_fun, 1e-300) == 1e-300);
