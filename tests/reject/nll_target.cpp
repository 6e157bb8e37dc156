// expect: nll_loss(x, target): the target must hold one index for each entry of x without its axis 1; x is [2, 3], the target is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = nll_loss(x, x);
#endif
