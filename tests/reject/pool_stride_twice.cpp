// expect: max_pool<window...>(x): stride is said twice; x is [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = max_pool1d<2>(W, stride<1>, stride<2>);
#endif
