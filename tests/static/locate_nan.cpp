// SPDX-License-Identifier: BSL-1.0
#include <tapeless/check/nan.hpp>
#include "check.hpp"
using namespace tapeless;
using check::Inf, check::nan;

constexpr variable<"W", 2, 2> W;
constexpr variable<"x", 3> x;
constexpr variable<"z", 3> z;
constexpr variable<"y", 2> y;
constexpr variable<"s"> s;
using vector = tensor<double, 3>;
constexpr vector v{0.5, 2, 1};

template <class Found>
constexpr bool says(Found const& found, std::string_view words) {
  return std::string_view(found.words) == words;
}

// None; one in the middle, with its place and operand; of a number; of two operands.
static_assert(!locate_nan(sum(log(x)), x = v) && says(locate_nan(sum(log(x)), x = v), "no NaN"));
constexpr auto found = locate_nan(sum(exp(sqrt(x - 1_c))), x = v);
static_assert(found && says(found, "sqrt(x - 1) is nan at [0]: x - 1 is -0.5"));
static_assert(says(locate_nan(s * log(s), s = -2.0f), "log(s) is nan: s is -2"));
static_assert(says(locate_nan(sum(x / z), x = vector{1, 0, 1}, z = vector{1, 0, 1}),
                   "x / z is nan at [1]: x is 0, z is 0"));
static_assert(says(locate_nan(1_c / 0_c - 1_c / 0_c + s, s = 1.0), "1 / 0 - 1 / 0 is nan: 1 / 0 is inf"));

// Of an op over whole tensors, all that went in.
constexpr tensor<double, 2, 2> w{{Inf<double>, 1}, {1, 2}};
static_assert(says(locate_nan(matmul(W, y), W = w, y = tensor<double, 2>{0, 1}),
                   "W y is nan at [0]: W is [[inf, 1], [1, 2]], y is [0, 1]"));

// The point itself.
static_assert(says(locate_nan(sum(x * z), x = v, z = vector{1, nan<double>, nan<double>}),
                   "the variable z is nan at [1] where it is bound"));
static_assert(!locate_nan(sum(x), x = v, z = vector{nan<double>, 0, 0}));

// Infinities are no NaN, unless they are asked for.
static_assert(!locate_nan(sum(x / z), x = v, z = vector{1, 0, 1}));
static_assert(says(locate_nan(sum(x / z), infinities, x = v, z = vector{1, 0, 1}),
                   "x / z is inf at [1]: x is 2, z is 0"));
static_assert(says(locate_nan(sum(x), infinities, x = v), "no NaN and no infinity"));
static_assert(says(locate_nan(matmul(W, y), infinities, W = w, y = tensor<double, 2>{0, 1}),
                   "the variable W is inf at [0][0] where it is bound"));

// Gradients: of several variables; what a derivative makes itself.
static_assert(says(locate_nan(gradient(sum(sqrt(x)), x), infinities, x = vector{0, 1, 2}),
                   "1 / (2 sqrt(x)) is inf at [0]: 2 sqrt(x) is 0"));
static_assert(says(locate_nan(value_and_gradient(sum(z * log(x)), x, z), x = vector{1, -1, 1}, z = v),
                   "log(x) is nan at [1]: x is -1"));

// What no result has is not told: the branch not taken, though the taken one may have a NaN of its own.
static_assert(!locate_nan(where(x > 1_c, log(x - 1_c), 0_c), x = v));
static_assert(says(locate_nan(where(x > 1_c, log(x - 1_c), sqrt(-x)), x = v),
                   "sqrt(-x) is nan at [0]: -x is -0.5"));
static_assert(!locate_nan(amax(where(isnan(log(x)), 0_c, x)), x = vector{-1, 1, 2}));

// Long operands have names, which are explained.
constexpr auto inner = tanh(x) * exp(z) - sinh(x) + cosh(z * x) - 100_c;
static_assert(says(
    locate_nan(sum(square(inner)) * sum(log(inner)), x = v, z = v),
    "log(t1) is nan at [0]: t1 is -98.7278\n  where t1 = cosh(x ∘ z) + exp(z) ∘ tanh(x) - sinh(x) - 100"));
