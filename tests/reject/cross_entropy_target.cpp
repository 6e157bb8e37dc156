// expect: cross_entropy(x, target): the target must hold one index for each entry of x without its axis 1, or shares in the shape of x; x is [2, 3], the target is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 3> t;
#if MISTAKE
constexpr auto wrong = cross_entropy(x, t);
#endif
