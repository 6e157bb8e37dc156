// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto sinh_fun = [](auto x) { return sinh(x); };
constexpr auto cosh_fun = [](auto x) { return cosh(x); };
constexpr auto tanh_fun = [](auto x) { return tanh(x); };
constexpr auto sech2_fun = [](auto x) { return sech2(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(sinh_fun, 0.5L, 0.521095305493747361622426L,
                             1.12762596520638078522623L, 0.521095305493747361622426L));
static_assert(check::a_point(cosh_fun, 0.5L, 1.12762596520638078522623L,
                             0.521095305493747361622426L, 1.12762596520638078522623L));
static_assert(check::a_point(tanh_fun, 0.5L, 0.462117157260009758502318L,
                             0.786447732965927410149699L, -0.726861981383587275539837L));
static_assert(check::a_point(sech2_fun, 0.5L, 0.786447732965927410149699L,
                             -0.726861981383587275539837L, -0.565209288259770360865673L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(sinh_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(cosh_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(tanh_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(sech2_fun, {-1, 0.3, 2}));
static_assert(check::entry_by_entry(sinh_fun) &&
              check::entry_by_entry(cosh_fun) &&
              check::entry_by_entry(tanh_fun) &&
              check::entry_by_entry(sech2_fun));

static_assert(gradient(sum(sinh(check::u3)), check::u3) == cosh(check::u3) &&
              gradient(sum(cosh(check::u3)), check::u3) == sinh(check::u3));

// The slope of tanh keeps its digits where the value has none left, until it is subnormal.
static_assert(relatively(slope(tanh_fun, 12.0), 1.5100538175976259740452e-10) &&
              relatively(slope(tanh_fun, -300.0), 1.0601586212017243e-260));
static_assert(slope(tanh_fun, 372.0) > 0.0 && slope(tanh_fun, Inf<double>) == 0.0);
static_assert(relatively(check::curvature(tanh_fun, 12.0), -3.0201076349672257e-10));
static_assert(value(sinh_fun, 711.0) == Inf<double> && value(cosh_fun, -Inf<double>) == Inf<double> &&
              value(sinh_fun, 1e-300) == 1e-300 && slope(cosh_fun, -Inf<double>) == -Inf<double>);
static_assert(check::same_number(value(tanh_fun, nan<double>), nan<double>) &&
              check::same_number(slope(tanh_fun, nan<double>), nan<double>));
