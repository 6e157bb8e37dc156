// expect: batch_norm_training(x, w, b): x must have channels along axis 1, and the others one number for each; x is [2, 3], one of the others is [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"c", 2> c;
#if MISTAKE
constexpr auto wrong = batch_norm_training(x, c, c);
#endif
