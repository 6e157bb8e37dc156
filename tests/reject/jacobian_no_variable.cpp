// expect: jacobian(f, x): x must be a variable, or a struct of variables; it is a formula of shape [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = jacobian(exp(x), x, 2_c * x);
#endif
