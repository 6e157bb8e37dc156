// expect: cond(p, f, g, ...): a side uses the variable W; what a side needs is passed after the sides
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = cond(sum(x) > 0_c, [](auto v) { return matmul(W, v); }, [](auto v) { return v; }, x);
#endif
