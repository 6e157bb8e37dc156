// expect: moe_gate<K>(x): K must lie between 1 and the length of the axis; K is 4, x is [2, 3], the axis is 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = moe_gate<4>(x);
#endif
