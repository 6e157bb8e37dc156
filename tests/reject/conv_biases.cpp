// expect: conv1d(x, w): there is one bias at most; another is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 5> x;
constexpr variable<"w", 3, 2, 2> w;
constexpr variable<"b", 3> b;
#if MISTAKE
constexpr auto wrong = conv1d(x, w, b, b);
#endif
