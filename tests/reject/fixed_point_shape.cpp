// expect: fixed_point(map, guess, ...): the map must keep the shape of the guess; that is [3], after the map [3, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"A", 3, 3> A;
#if MISTAKE
constexpr auto wrong = fixed_point([](auto s, auto m) { return m * s; }, x, A);
#endif
