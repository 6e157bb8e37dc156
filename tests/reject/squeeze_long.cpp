// expect: an axis that goes must have length 1; x is [3, 4], the axis is 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = squeeze(W, axis<1>);
#endif
