// expect: gaussian_nll_loss(mean, y, var): axes, from the last, must be equal or 1; x is [2, 3], y is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"v", 2> v;
#if MISTAKE
constexpr auto wrong = gaussian_nll_loss(x, x, v);
#endif
