// expect: root(residual, guess, ...): the residual uses the variable b; what it needs is passed after the guess
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 3> b;
#if MISTAKE
constexpr auto wrong = root([](auto s) { return s - b; }, x);
#endif
