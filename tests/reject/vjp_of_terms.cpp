// expect: vjp(f, u, x) takes formulas, not the terms of a traced function: call it outside of that
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = formula([](auto a) { return a + vjp(sin(a), a, a); }, x);
#endif
