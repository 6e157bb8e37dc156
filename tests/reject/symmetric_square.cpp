// expect: symmetric(a): a must be a square matrix or a batch of them; a is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 2, 3> W;
#if MISTAKE
constexpr auto wrong = symmetric(W);
#endif
