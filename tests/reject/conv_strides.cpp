// expect: conv2d(x, w): stride is one number or 2, each at least 1; x is [1, 4, 5, 5], stride is 3 numbers
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"s"> s;
constexpr variable<"b", 2> b;
constexpr variable<"W", 3, 4> W;
constexpr variable<"x", 1, 4, 5, 5> x;
constexpr variable<"w", 6, 4, 3, 3> w;
constexpr variable<"u", 6, 2, 3, 3> u;
#if MISTAKE
constexpr auto wrong = conv2d(x, w, stride<1, 1, 1>);
#endif
