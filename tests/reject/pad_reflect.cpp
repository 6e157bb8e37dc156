// expect: this mode adds at most 1 entries to axis 0; x is [2], a width is 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = pad<2, 0>(b, reflect_mode);
#endif
