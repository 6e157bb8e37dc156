// expect: output_padding must be less than stride or dilation, which are 1 and 1; it is 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"s"> s;
constexpr variable<"b", 2> b;
constexpr variable<"W", 3, 4> W;
constexpr variable<"x", 1, 4, 5, 5> x;
constexpr variable<"w", 6, 4, 3, 3> w;
constexpr variable<"u", 6, 2, 3, 3> u;
#if MISTAKE
constexpr auto wrong = conv_transpose2d(x, transpose(w, axis<0, 1>), output_padding<1>);
#endif
