// expect: mean(x, axis<...>): axis 2 is out of range; x is [3, 4], of rank 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;

#if MISTAKE
constexpr auto wrong = mean(W, axis<2>);
#endif
