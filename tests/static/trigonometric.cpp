// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto sin_fun = [](auto x) { return sin(x); };
constexpr auto cos_fun = [](auto x) { return cos(x); };
constexpr auto tan_fun = [](auto x) { return tan(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(sin_fun, 0.5L, 0.479425538604203000273288L,
                             0.877582561890372716116282L, -0.479425538604203000273288L));
static_assert(check::a_point(cos_fun, 0.5L, 0.877582561890372716116282L,
                             -0.479425538604203000273288L, -0.877582561890372716116282L));
static_assert(check::a_point(tan_fun, 0.5L, 0.546302489843790513255179L,
                             1.29844641040952483688377L, 1.41868901387091138154144L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(sin_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(cos_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(tan_fun, {-1, 0.3, 0.7}));
static_assert(check::entry_by_entry(sin_fun) &&
              check::entry_by_entry(cos_fun) &&
              check::entry_by_entry(tan_fun));

static_assert(gradient(sum(sin(check::u3)), check::u3) == cos(check::u3));
static_assert(gradient(sum(cos(check::u3)), check::u3) == -sin(check::u3));

// Every finite argument, next to zeros and poles too.
static_assert(relatively(value(sin_fun, 3.141592653589793), 1.2246467991473531772e-16) &&
              relatively(value(cos_fun, 1e22), 0.52321478539513894550));
static_assert(relatively(slope(tan_fun, 1.5707963267948966), 2.6670937881135714e32, 1e-13));
static_assert(check::same_number(value(sin_fun, -0.0), -0.0) && slope(cos_fun, 1e-300) == -1e-300);
static_assert(check::same_number(value(sin_fun, Inf<double>), nan<double>) &&
              check::same_number(slope(cos_fun, -Inf<double>), nan<double>) &&
              check::same_number(value(tan_fun, Inf<float>), nan<float>));
