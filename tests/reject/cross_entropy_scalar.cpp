// expect: cross_entropy(x, target): x must have an axis of classes; x is []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"s"> s;
#if MISTAKE
constexpr auto wrong = cross_entropy(s, s);
#endif
