// expect: jvp(f, x, t, ...): a tangent must have the shape of its variable; x is [2, 3], t is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 2, 3> W;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = jvp(matmul(W, x), x, x, W, x);
#endif
