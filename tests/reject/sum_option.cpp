// expect: sum(x, axis<...>): an option is given that it does not have; x is [3, 4]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;

#if MISTAKE
constexpr auto wrong = sum(W, smallest);
#endif
