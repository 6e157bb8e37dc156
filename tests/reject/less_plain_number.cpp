// expect: a plain number beside an expression
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"c", 3> c;
#if MISTAKE
constexpr auto wrong = b < 2;
#endif
