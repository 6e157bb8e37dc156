// expect: stack(x, y, ..., axis<a>): axis 2 is out of range; x is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = stack(b, b, axis<2>);
#endif
