// expect: cross_entropy(x, target): there must be one weight for each class; x is [2, 3], the weights are [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2> t;
#if MISTAKE
constexpr auto wrong = cross_entropy(x, t, t);
#endif
