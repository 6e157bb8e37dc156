// expect: batch<n>(f, x, ...): the batch axis of an operand is out of range; operand 1 is [4, 3], its axis 2; one for all samples is marked shared
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch([](auto v) { return v; }, X, batch_axis<2>);
#endif
