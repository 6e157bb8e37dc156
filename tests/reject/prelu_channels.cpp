// expect: prelu(x, a): a must be one number, or one for each channel along axis 1 of x, or axis 0 of a vector; x is [2, 3], a is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"a", 2> a;
#if MISTAKE
constexpr auto wrong = prelu(x, a);
#endif
