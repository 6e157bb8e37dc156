// expect: batch<n>(f, x, ...): every batch axis has one entry a sample; there are 4 samples, and operand 2 is [3, 3] with batch axis 0
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch([](auto v, auto m) { return matmul(m, v); }, X, W);
#endif
