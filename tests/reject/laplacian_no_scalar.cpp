// expect: laplacian(f, x): f must be a scalar; f is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = laplacian(exp(x), x);
#endif
