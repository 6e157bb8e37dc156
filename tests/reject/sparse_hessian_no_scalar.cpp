// expect: sparse_hessian(f, x): f must be a scalar, so that each entry of x has one derivative; f is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"y", 2> y;
#if MISTAKE
constexpr auto wrong = sparse_hessian(exp(x), x);
#endif
