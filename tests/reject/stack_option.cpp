// expect: stack(x, y, ..., axis<a>): its one option is axis<a>; x is [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = stack(W, W, keepdims);
#endif
