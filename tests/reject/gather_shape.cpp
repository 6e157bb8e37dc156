// expect: gather(x, index, axis<a>): index must have as many axes as x, no longer but along a; x is [3, 4], index is [4, 4], a is 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;
constexpr variable<"i", 4, 4> i;
#if MISTAKE
constexpr auto wrong = gather(W, i);
#endif
