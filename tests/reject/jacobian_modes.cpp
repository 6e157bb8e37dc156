// expect: jacobian(f, x, mode): after one variable there is one option, forward_mode or reverse_mode
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
#if MISTAKE
constexpr auto wrong = jacobian(x * y, x, y, forward_mode);
#endif
