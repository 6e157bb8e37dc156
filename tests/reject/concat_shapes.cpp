// expect: shapes must be equal but for the axis; one is [3, 4], another [2], the axis is 0
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = concat(W, b);
#endif
