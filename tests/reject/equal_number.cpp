// expect: a plain number beside an expression: write it as a literal, as in 2_c * x
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = x == 2.0;
#endif
