// expect: sum(x, axis<...>): axis<> names no axis; x is [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = sum(W, axis<>);
#endif
