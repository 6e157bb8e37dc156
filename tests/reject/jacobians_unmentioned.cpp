// expect: jacobian(f, x): x must be a variable of f; f contains no x of shape [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 2, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"t", 3> t;
constexpr variable<"s"> s;
#if MISTAKE
constexpr auto wrong = jacobian(W, W, x);
#endif
