// expect: one shift for each axis named; the shifts are [1, 2], the axes are [0]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = roll<1, 2>(W, axis<0>);
#endif
