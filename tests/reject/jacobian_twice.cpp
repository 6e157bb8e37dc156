// expect: jacobian(f, x): f and x must have 8 axes at most together; f is [2, 1, 2, 1, 2], x is [2, 1, 2, 1, 2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 2, 1, 2, 1, 2> b;
#if MISTAKE
constexpr auto wrong = jacobian(square(b) * sum(x), x, b);
#endif
