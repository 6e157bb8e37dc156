// expect: jvp(f, x, t, ...): a tangent must have the shape of its variable; x is [3], t is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = jvp(x, x, b);
#endif
