// expect: cond(p, f, g, x, ...): after the sides comes what they are functions of, at least one formula
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = cond(sum(x) > 0_c, [](auto v) { return v; }, [](auto v) { return -v; });
#endif
