// expect: tile<times...>(x): each axis is repeated once at least; x is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = tile<0>(b);
#endif
