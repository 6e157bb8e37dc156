// expect: dropout(x, mask, p): p must lie from 0 to 1; x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = dropout(x, x, 2_c);
#endif
