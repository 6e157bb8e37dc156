// expect: scan<N>(step, init, xs): xs must have N entries along its first axis; N is 5, xs is [4, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr variable<"xs", 4, 3> xs;
#if MISTAKE
constexpr auto wrong = scan<5>([](auto s, auto u) { return s + u; }, x, xs);
#endif
