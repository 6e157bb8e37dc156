// expect: matmul(a, b): the columns of a must match the rows of b; a is [4, 4], b is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr variable<"V", 4, 4> V;
constexpr auto wrong = batch([](auto v, auto m) { return matmul(m, v); }, X, V, shared);
#endif
