// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto sinc_fun = [](auto x) { return sinc(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(sinc_fun, 0.75L, 0.3001054387190353565184L,
                             -1.34294962654077717455899L, 0.619277045336494967480058L));
static_assert(check::a_point(sinc_fun, 0.125L, 0.974495358404432645115278L,
                             -0.404926607145167111896762L, -3.13905796382686654107727L));
static_assert(check::a_point(sinc_fun, 2.75L, 0.0818469378324641881413817L,
                             -0.286892261461458804560809L, -0.599147980420460187049571L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(sinc_fun, {-1.25, 0.01, 0.5}));
static_assert(check::orders_agree(sinc_fun, {0.45, 0.65, 7.5}));
static_assert(check::entry_by_entry(sinc_fun));

constexpr auto sixth = [](auto x) {
  constexpr auto d3 = [](auto f, auto v) { return gradient(gradient(gradient(f, v), v), v); };
  return d3(d3(sinc(x), x), x);
};
// At 0 the derivatives are those of Taylor's series, (-1)^k π^2k / (2k + 1).
static_assert(value(sinc_fun, 0.0) == 1.0 && slope(sinc_fun, 0.0) == 0.0);
static_assert(relatively(check::curvature(sinc_fun, 0.0), -3.2898681336964528729));
static_assert(relatively(evaluate(sixth(check::u), check::u = 0.0).entries[0], -137.34131336790063386));
static_assert(relatively(slope(sinc_fun, 1e-9), -3.2898681336964528729e-9) && slope(sinc_fun, 1e-300) < 0.0);

// At integers the value is 0 exactly; far out both vanish.
static_assert(value(sinc_fun, 3.0) == 0.0 && value(sinc_fun, 1e300) == 0.0);
static_assert(relatively(slope(sinc_fun, 1e15), 1e-15));
static_assert(value(sinc_fun, Inf<double>) == 0.0 && slope(sinc_fun, -Inf<double>) == 0.0);
static_assert(check::same_number(value(sinc_fun, nan<double>), nan<double>) &&
              check::same_number(slope(sinc_fun, nan<double>), nan<double>));
