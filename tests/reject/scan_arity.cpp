// expect: scan<N>(step, init, xs, ...): the step must take 2 operands: the state, an entry of xs and the parameters
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = scan<3>([](auto s, auto u, auto m) { return matmul(m, s) + u; }, x, W);
#endif
