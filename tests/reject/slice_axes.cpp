// expect: one range for each axis named; the axes are [0, 1], the ranges are 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = slice(W, axis<0, 1>, at<0>);
#endif
