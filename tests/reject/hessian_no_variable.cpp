// expect: hessian(f, x): x must be a variable, or a struct of variables; it is no formula
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = hessian(sum(square(x)), 2.0);
#endif
