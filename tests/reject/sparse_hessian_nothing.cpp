// expect: no entry can differ from 0, and a tensor holds one at least; f is []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 2> y;
#if MISTAKE
constexpr auto wrong = sparse_hessian(sum(x), x);
#endif
