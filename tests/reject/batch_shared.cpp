// expect: batch<n>(f, x, ...): an operand at least has samples; all of them are shared
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch<4>([](auto m) { return m; }, W, shared);
#endif
