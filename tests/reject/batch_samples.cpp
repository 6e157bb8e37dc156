// expect: batch<n>(f, x, samples, ...): samples have the axes of their variable behind the batch axis; the variable is [3], its samples, batch axis first, are [3, 4]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"X", 4, 3> X;
constexpr variable<"W", 3, 3> W;
#if MISTAKE
constexpr auto wrong = batch(matmul(W, x), x, transpose(X));
#endif
