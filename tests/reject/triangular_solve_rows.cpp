// expect: triangular_solve(a, b): b must have as many rows as a; a is [3, 3], b is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"A", 3, 3> A;
constexpr variable<"W", 2, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"M", 4, 2, 2> M;
constexpr variable<"N", 3, 2, 1> N;
#if MISTAKE
constexpr auto wrong = triangular_solve(A, b, upper_triangle);
#endif
