// expect: derivative<n>(f, x): x must be a variable; it is no formula
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = derivative<2>(exp(x), 2.0);
#endif
