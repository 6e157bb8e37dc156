// expect: sparse_jacobian(f, x): x must be a variable; it is a formula of shape [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 2> y;
#if MISTAKE
constexpr auto wrong = sparse_jacobian(exp(x), x + x);
#endif
