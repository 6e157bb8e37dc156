// expect: it does not take 1 operand
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = formula([](auto a, auto b) { return a * b; }, x);
#endif
