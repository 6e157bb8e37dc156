// expect: axis 2 is out of range; x is [3, 3], of rank 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"c", 3> c;
constexpr tensor<double, 3, 3> w;
constexpr tensor<double, 2> v;
#if MISTAKE
constexpr auto wrong = sum(W, axis<2>);
#endif
