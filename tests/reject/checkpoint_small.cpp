// expect: repeat<N>(step, ..., checkpoint<bytes>): the gradient needs 608 bytes at least; 607 are given
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr auto step = [](auto s, auto m) { return tanh(matmul(m, s)); };
constexpr auto least = repeat<50>(step, x, W, checkpoint<608>);
static_assert(workspace_bytes(gradient(sum(least), x)) <= 608);
#if MISTAKE
constexpr auto wrong = repeat<50>(step, x, W, checkpoint<607>);
#endif
