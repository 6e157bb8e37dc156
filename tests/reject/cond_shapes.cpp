// expect: cond(p, f, g, ...): both sides must give one shape; f gives [], g gives [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = cond(sum(x) > 0_c, [](auto v) { return sum(v); }, [](auto v) { return v; }, x);
#endif
