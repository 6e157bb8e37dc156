// expect: layer_norm<N>(x, w, b, eps): N must lie between 1 and the rank of x; N is 3, x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = layer_norm<3>(x);
#endif
