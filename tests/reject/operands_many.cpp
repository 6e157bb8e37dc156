// expect: atan2: it does not take 3 operands
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
#if MISTAKE
constexpr auto wrong = atan2(x, y, x);
#endif
