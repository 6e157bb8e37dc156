// expect: index_select(x, index, axis<a>): an index is a whole number; index is []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;

#if MISTAKE
constexpr auto wrong = index_select(b, 0.5_c);
#endif
