// expect: batch(f, ...): a value inside of f has 8 axes, which leaves none for the samples; it is [3, 1, 1, 1, 1, 1, 1, 1]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch([](auto v) { return reshape<3, 1, 1, 1, 1, 1, 1, 1>(v); }, X);
#endif
