// expect: add up to that of the axis; x is [3, 4], the axis is 1, the lengths are [1, 2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = split<1, 2>(W, axis<1>);
#endif
