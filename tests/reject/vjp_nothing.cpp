// expect: vjp(f, u, x): x must be a variable, or a struct of variables; none is named
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = vjp(exp(x), x);
#endif
