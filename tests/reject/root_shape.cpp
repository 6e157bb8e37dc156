// expect: root(residual, guess, ...): as many residuals as unknowns, in one shape; the guess is [3], the residual []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = root([](auto s) { return sum(s); }, x);
#endif
