// expect: mse_loss(x, t): axes, from the last, must be equal or 1; x is [2, 3], y is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2> t;
#if MISTAKE
constexpr auto wrong = mse_loss(x, t);
#endif
