// expect: gradient(f, x): x must be a variable, or a struct of variables; it is a formula of shape [2]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"c", 3> c;
constexpr tensor<double, 3, 3> w;
constexpr tensor<double, 2> v;
#if MISTAKE
constexpr auto wrong = gradient(sum(b), b * b);
#endif
