// expect: cosine_similarity(x, y, axis<a>): axes, from the last, must be equal or 1; x is [2, 3], y is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"y", 2> y;
#if MISTAKE
constexpr auto wrong = cosine_similarity(x, y);
#endif
