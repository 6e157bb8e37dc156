// expect: batch<n>(f, x, ...): behind an operand stands batch_axis<a> or shared; another option is given
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch([](auto v) { return v; }, X, axis<0>);
#endif
