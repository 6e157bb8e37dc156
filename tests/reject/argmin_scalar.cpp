// expect: argmin(objective, guess, ...): the objective must be a scalar; it is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = argmin([](auto s) { return square(s); }, x);
#endif
