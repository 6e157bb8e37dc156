// expect: argument 2 is a plain number: write it as a literal, as in 2_c
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = matmul(x, 3);
#endif
