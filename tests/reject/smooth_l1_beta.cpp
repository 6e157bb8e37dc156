// expect: smooth_l1_loss(x, t, beta): its last number must be greater than 0; x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = smooth_l1_loss(x, x, -1_c);
#endif
