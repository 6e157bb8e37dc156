// expect: log_softmax(x, axis<a>): one axis must be named; x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = log_softmax(x, axis<0, 1>);
#endif
