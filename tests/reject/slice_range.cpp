// expect: a range must lie within its axis and hold one entry at least; x is [3, 4], the axis is 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = slice(W, range<>, range<2, 5>);
#endif
