// expect: matmul(a, b): the columns of a must match the rows of b; a is [2, 2], b is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"A", 2, 2> A;
#if MISTAKE
constexpr auto wrong = argmin([](auto s, auto m) { return sum(matmul(m, s)); }, x, A);
#endif
