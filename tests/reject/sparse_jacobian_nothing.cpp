// expect: sparse_jacobian(f, x), sparse_hessian(f, x): no entry can differ from 0, and a tensor holds one at least; f is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 2> y;
#if MISTAKE
constexpr auto wrong = sparse_jacobian(floor(x), x);
#endif
