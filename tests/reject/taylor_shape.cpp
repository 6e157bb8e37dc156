// expect: taylor<n>(f, x, t): a tangent must have the shape of its variable; x is [3], t is [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = taylor<2>(matmul(W, x), x, W);
#endif
