// expect: root(residual, guess, ...): the residual must take 2 operands: the unknown and the parameters
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = root([](auto s) { return s; }, x, W);
#endif
