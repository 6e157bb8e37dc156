// expect: two widths for each axis, from the first; x is [2], the number of widths is 4
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = pad<1, 1, 1, 1>(b);
#endif
