// expect: a loss: two reductions are named; it has the shape [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = mse_loss(W, W, sum_reduction, no_reduction);
#endif
