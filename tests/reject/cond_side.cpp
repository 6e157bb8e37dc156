// expect: matmul(a, b): the columns of a must match the rows of b; a is [3], b is [4, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto side = [](auto v, auto m) { return matmul(v, m); };
constexpr auto wrong = cond(sum(x) > 0_c, side, side, x, X);
#endif
