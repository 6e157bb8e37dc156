// expect: embedding(index, w): w must have at least one axis; w is []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;
constexpr variable<"s"> s;
#if MISTAKE
constexpr auto wrong = embedding(b, s);
#endif
