// expect: layer_norm<N>(x, w, b, eps): w and b must have the shape of the normalised axes, [3]; they are [2] and [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"w", 2> w;
constexpr variable<"b", 3> b;
#if MISTAKE
constexpr auto wrong = layer_norm(x, w, b);
#endif
