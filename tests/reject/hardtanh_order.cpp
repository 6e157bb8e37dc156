// expect: hardtanh(x, lo, hi): lo must not be above hi; x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = hardtanh(x, 2_c, 1_c);
#endif
