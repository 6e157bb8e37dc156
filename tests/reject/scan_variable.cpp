// expect: scan, repeat: the step uses the variable W; what a step needs is passed after its state
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr variable<"xs", 4, 3> xs;
#if MISTAKE
constexpr auto wrong = repeat<5>([](auto s) { return matmul(W, s); }, x);
#endif
