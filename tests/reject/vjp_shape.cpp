// expect: vjp(f, u, x): the cotangent u must have the shape of f; f is [3], u is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 2> b;
#if MISTAKE
constexpr auto wrong = vjp(x, b, x);
#endif
