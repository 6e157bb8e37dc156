// expect: one_hot<classes>(index): there is at least one class
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;

#if MISTAKE
constexpr auto wrong = one_hot<0>(b);
#endif
