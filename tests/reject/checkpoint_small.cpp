// expect: repeat<N>(step, ..., checkpoint<bytes>): the gradient needs
// expect: bytes at least; 100 are given
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr auto step = [](auto s, auto m) { return tanh(matmul(m, s)); };
#if MISTAKE
constexpr auto wrong = repeat<50>(step, x, W, checkpoint<100>);
#endif
