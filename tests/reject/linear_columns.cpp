// expect: linear(x, w, b): the last axis of x must match the columns of the matrix w; x is [2, 3], w is [3, 2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"w", 3, 2> w;
#if MISTAKE
constexpr auto wrong = linear(x, w);
#endif
