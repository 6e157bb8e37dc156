// expect: cdist(a, b): a must be [.., m, d] and b [.., n, d]; a is [2, 3], b is [2, 2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"y", 2, 2> y;
#if MISTAKE
constexpr auto wrong = cdist(x, y);
#endif
