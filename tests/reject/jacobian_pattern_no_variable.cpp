// expect: jacobian_pattern(f, x): x must be a variable; it is a formula of shape [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 2> y;
#if MISTAKE
constexpr auto wrong = jacobian_pattern(exp(x), x, y + y);
#endif
