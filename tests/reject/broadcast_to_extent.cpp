// expect: every axis of x, from the last, must be 1 or the extent; x is [2], the extents are [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = broadcast_to<3>(b);
#endif
