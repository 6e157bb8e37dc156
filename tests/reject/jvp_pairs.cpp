// expect: jvp(f, x, t, ...): after f come variables and their tangents by turns
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = jvp(matmul(W, x), x, x, W);
#endif
