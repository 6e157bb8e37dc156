// expect: pow(x, y): axes, from the last, must be equal or 1; x is [3], y is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"c", 3> c;
#if MISTAKE
constexpr auto wrong = pow(c, b);
#endif
