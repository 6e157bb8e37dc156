// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <limits>
using namespace tapeless;
using check::Inf, check::nan;

constexpr variable<"x", 5> x;
constexpr variable<"y", 5> y;
constexpr variable<"c", 2, 1> c;
using five = tensor<double, 5>;
using truths = tensor<bool, 5>;

// Comparisons: by name and by operator; NaN is less than, greater than and equal to nothing.
constexpr five a{1, 2, -0.0, nan<double>, Inf<double>}, b{2, 2, 0, 1, -Inf<double>};
static_assert(evaluate(x < y, x = a, y = b) == truths{true, false, false, false, false});
static_assert(evaluate(x <= y, x = a, y = b) == truths{true, true, true, false, false});
static_assert(evaluate(x > y, x = a, y = b) == truths{false, false, false, false, true});
static_assert(evaluate(x >= y, x = a, y = b) == truths{false, true, true, false, true});
static_assert(evaluate(equal(x, y), x = a, y = b) == truths{false, true, true, false, false});
static_assert(evaluate(not_equal(x, y), x = a, y = b) == truths{true, false, false, true, true});
static_assert((x < y) == less(x, y) && (x <= y) == less_equal(x, y) && (x > y) == greater(x, y) &&
              (x >= y) == greater_equal(x, y) && (x > y) == (y < x));
static_assert((x < 2_c).shape == shape{5} && (1_c <= c).shape == shape{2, 1} &&
              (c > x).shape == shape{2, 5} && equal(c, x).shape == shape{2, 5});
static_assert(evaluate(2_c > x, x = a) == truths{true, false, true, false, false});
static_assert(evaluate(x < y, x = tensor<float, 5>{1, 2, 3, 4, 5}, y = tensor<float, 5>{2, 2, 2, 5, 5}) ==
              truths{true, false, false, true, false});

// Logic: what is not 0 is true, NaN too.
constexpr five p{0, 1, -2, nan<double>, 0}, q{0, 0, 3, 1, Inf<double>};
static_assert(evaluate(x && y, x = p, y = q) == truths{false, false, true, true, false});
static_assert(evaluate(x || y, x = p, y = q) == truths{false, true, true, true, true});
static_assert(evaluate(logical_xor(x, y), x = p, y = q) == truths{false, true, false, false, true});
static_assert(evaluate(!x, x = p) == truths{true, false, false, false, true});
static_assert((x && y) == logical_and(x, y) && (x || y) == logical_or(x, y) && (!x) == logical_not(x) &&
              (c && x).shape == shape{2, 5} && logical_xor(x, c).shape == shape{2, 5});
static_assert(evaluate((x < y || !(x > 0_c)) && isfinite(y), x = a, y = b) ==
              truths{true, false, true, true, false});

// What kind of number.
constexpr five r{nan<double>, Inf<double>, -Inf<double>, std::numeric_limits<double>::max(), 0};
static_assert(evaluate(isnan(x), x = r) == truths{true, false, false, false, false});
static_assert(evaluate(isinf(x), x = r) == truths{false, true, true, false, false});
static_assert(evaluate(isfinite(x), x = r) == truths{false, false, false, true, true});
constexpr tensor<float, 5> narrow{nan<float>, Inf<float>, -1, std::numeric_limits<float>::max(), 0};
static_assert(evaluate(isfinite(x), x = narrow) == truths{false, false, true, true, true});

// Truth is flat, and counts as 1 and 0.
static_assert(evaluate(sum((x < y) * (y + 1_c)), x = five{1, 2, 0, 3, 4}, y = five{2, 2, 7, 1, 4}) == 11.0);
static_assert(evaluate(gradient(sum((x < y) * y + (x && y) * (!x)), x), x = q, y = q) == five{});
static_assert(evaluate(gradient(sum((x < y) * y), y), x = five{}, y = five{1, -1, 2, 0, 3}) ==
              five{1, 0, 1, 0, 1});
constexpr variable<"t", 2, 1, 2, 1, 1, 2> t;
static_assert((t < t).shape == shape{2, 1, 2, 1, 1, 2} && isnan(t).shape == shape{2, 1, 2, 1, 1, 2});

// Inside of a traced formula, with plain numbers.
constexpr auto several = formula([](auto u) { return where(u > 1 && u < 3, 2 * u, where(!u, 7, u)); }, x);
static_assert(evaluate(several, x = five{0, 1, 2, 3, 4}) == five{7, 1, 4, 3, 4});
