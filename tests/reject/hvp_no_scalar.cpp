// expect: hvp(f, x, t): f must be a scalar; f is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = hvp(matmul(W, x), x, x);
#endif
