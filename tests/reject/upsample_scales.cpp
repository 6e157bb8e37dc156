// expect: for all axes after these or for each; x is [1, 4, 5, 5], the scales are [2, 2, 2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"s"> s;
constexpr variable<"b", 2> b;
constexpr variable<"W", 3, 4> W;
constexpr variable<"x", 1, 4, 5, 5> x;
constexpr variable<"w", 6, 4, 3, 3> w;
constexpr variable<"u", 6, 2, 3, 3> u;
#if MISTAKE
constexpr auto wrong = upsample_nearest<2, 2, 2>(x);
#endif
