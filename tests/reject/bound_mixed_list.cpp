// expect: x = {...}: the variable x is [3], the list has this many entries: 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = evaluate(sum(x), x = {1, 2.5});
#endif
