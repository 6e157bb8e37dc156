// expect: scan, repeat: a step must keep the shape of its state; that is [3], after a step [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = scan<3>([](auto s, auto, auto m) { return m * s; }, x, x, W);
#endif
