// expect: a width is 0 or more, slice takes entries away; x is [2], a width is -1, the axis is 0
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = pad<0, -1>(b);
#endif
