// expect: hessian(f, x): x must be a variable, or a struct of variables; 3 are named
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
#if MISTAKE
constexpr auto wrong = hessian(sum(x * y), x, y, x);
#endif
