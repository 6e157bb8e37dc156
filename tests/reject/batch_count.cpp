// expect: there are 5 samples, and operand 1 is [4, 3] with batch axis 0
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch<5>([](auto v) { return v; }, X);
#endif
