// expect: softmax(x, axis<a>): axis -1 is out of range; x is [], of rank 0
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"s"> s;
#if MISTAKE
constexpr auto wrong = softmax(s);
#endif
