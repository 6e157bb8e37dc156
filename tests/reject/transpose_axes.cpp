// expect: transpose(x, axis<a, b>): two axes are exchanged; x is [3, 4], the axes are [0]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = transpose(W, axis<0>);
#endif
