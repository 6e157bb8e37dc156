// expect: rms_norm<N>(x, w, eps): w and b must have the shape of the normalised axes, [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"w", 2> w;
#if MISTAKE
constexpr auto wrong = rms_norm(x, w);
#endif
