// expect: repeat<N>(step, init): what stands in angle brackets is a constant of the call, and must be named there
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"A", 3, 3> A;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = repeat(3, [](auto s) { return s + s; }, x);
#endif
