// expect: group_norm<groups>(x, w, b): the groups must divide the channels evenly; x is [2, 3], the groups are 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"c", 3> c;
#if MISTAKE
constexpr auto wrong = group_norm<2>(x, c, c);
#endif
