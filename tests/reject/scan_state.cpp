// expect: scan, repeat: a step must keep the shape of its state; that is [3], after a step []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr variable<"xs", 4, 3> xs;
#if MISTAKE
constexpr auto wrong = repeat<5>([](auto s) { return sum(s); }, x);
#endif
