// expect: derivative<n>(f, x): x must be a scalar; taylor<n>(f, x, t) is along a direction; x is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = derivative<2>(exp(x), x);
#endif
