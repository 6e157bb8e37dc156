// expect: batch<n>(f, x, samples, ...): after a formula come variables and their samples by turns
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch(matmul(W, x), X);
#endif
