// expect: gauss_newton(f, x, t): after f come variables and their tangents by turns
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = gauss_newton(exp(x), x);
#endif
