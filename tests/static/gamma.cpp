// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto lgamma_fun = [](auto x) { return lgamma(x); };
constexpr auto digamma_fun = [](auto x) { return digamma(x); };
constexpr auto trigamma_fun = [](auto x) { return trigamma(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(lgamma_fun, 2.5L, 0.284682870472919159632495L,
                             0.70315664064524318722569L, 0.490357756100234864972801L));
static_assert(check::a_point(digamma_fun, 2.5L, 0.70315664064524318722569L,
                             0.490357756100234864972801L, -0.236204051641727403003742L));
static_assert(check::a_point(trigamma_fun, 2.5L, 0.490357756100234864972801L,
                             -0.236204051641727403003742L, 0.223905848817252051255148L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(lgamma_fun, {0.5, 1.5, 4}));
static_assert(check::orders_agree(digamma_fun, {0.75, 1.5, 4}));
static_assert(check::orders_agree(trigamma_fun, {0.75, 1.5, 4}));
static_assert(check::entry_by_entry(lgamma_fun) &&
              check::entry_by_entry(digamma_fun) &&
              check::entry_by_entry(trigamma_fun));

static_assert(gradient(sum(lgamma(check::u3)), check::u3) == digamma(check::u3) &&
              gradient(sum(digamma(check::u3)), check::u3) == trigamma(check::u3) &&
              gradient(sum(trigamma(check::u3)), check::u3) == polygamma<2>(check::u3));

// Below 0, at poles, and far out.
static_assert(check::orders_agree(lgamma_fun, {-0.5, -1.25, -2.75}));
static_assert(value(lgamma_fun, 0.0) == Inf<double> && value(lgamma_fun, -3.0) == Inf<double> &&
              value(lgamma_fun, 1.0) == 0.0 && value(lgamma_fun, 2.0) == 0.0);
static_assert(value(digamma_fun, 0.0) == -Inf<double> && value(trigamma_fun, 0.0) == Inf<double> &&
              check::same_number(value(digamma_fun, -2.0), nan<double>));
static_assert(relatively(value([](auto x) { return polygamma<2>(x); }, -1.25), 123.72136678366236036) &&
              relatively(value([](auto x) { return polygamma<3>(x); }, -2.5), 194.74787621918762242) &&
              value([](auto x) { return polygamma<3>(x); }, -2.0) == Inf<double>);
static_assert(slope(lgamma_fun, Inf<double>) == Inf<double> && slope(digamma_fun, Inf<double>) == 0.0);
