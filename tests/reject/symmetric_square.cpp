// expect: symmetric(a): a must be a square matrix or a batch of them; a is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"A", 3, 3> A;
constexpr variable<"W", 2, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"M", 4, 2, 2> M;
constexpr variable<"N", 3, 2, 1> N;
#if MISTAKE
constexpr auto wrong = symmetric(W);
#endif
