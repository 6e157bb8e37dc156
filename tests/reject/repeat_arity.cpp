// expect: repeat<N>(step, init, ...): the step must take 2 operands: the state and the parameters
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = repeat<5>([](auto s) { return 2 * s; }, x, W);
#endif
