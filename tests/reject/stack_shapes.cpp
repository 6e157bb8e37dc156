// expect: stack(x, y, ..., axis<a>): shapes must be equal; one is [3, 4], another [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = stack(W, W, b);
#endif
