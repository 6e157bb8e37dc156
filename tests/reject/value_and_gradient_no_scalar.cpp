// expect: gradient(f, x): f must be a scalar, so that each entry of x has one derivative; f is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = value_and_gradient(matmul(W, x), x);
#endif
