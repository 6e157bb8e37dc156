// expect: linear(x, w, b): b must have one number for each row of w; w is [2, 3], b is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"b", 3> b;
#if MISTAKE
constexpr auto wrong = linear(x, x, b);
#endif
