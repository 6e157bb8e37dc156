// expect: A = {...}: the variable A is [3, 3], the list is nested: only a tensor is made of such lists
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"A", 3, 3> A;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = evaluate(sum(A), A = {{1., 2.}, {3., 4.}});
#endif
