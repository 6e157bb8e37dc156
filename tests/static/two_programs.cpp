// SPDX-License-Identifier: BSL-1.0
// Two programs of one size in one translation unit: the second one starts anew, whatever the first one left.
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x"> x;
constexpr variable<"c"> c;
constexpr auto f = hardtanh(x, -1_c, 1_c);
static_assert(evaluate(f, x = 0.25) == 0.25);
static_assert(evaluate(gradient(f * c, x), x = 0.25, c = 3.0) == 3.0);
static_assert(evaluate(gradient(f * c, x), x = 1.25, c = 3.0) == 0.0);
