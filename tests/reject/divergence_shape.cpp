// expect: divergence(f, x): f and x must have one shape; f is [2], x is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 2, 3> W;
#if MISTAKE
constexpr auto wrong = divergence(matmul(W, x), x);
#endif
