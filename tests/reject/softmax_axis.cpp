// expect: softmax(x, axis<a>): axis 2 is out of range; x is [2, 3], of rank 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = softmax(x, axis<2>);
#endif
