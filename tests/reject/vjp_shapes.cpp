// expect: vjp(f, u, x): the cotangent u must have the shape of f; f is [2], u is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 2, 3> W;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = vjp(matmul(W, x), x, W, x);
#endif
