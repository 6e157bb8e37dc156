// expect: cross_entropy(x, target): the smoothing must lie from 0 to 1; x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2> t;
#if MISTAKE
constexpr auto wrong = cross_entropy(x, t, 1.5_c);
#endif
