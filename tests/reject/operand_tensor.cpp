// expect: argument 2 is a tensor: a formula has a variable in its place, to which it is bound
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr tensor<double, 3> v{1, 2, 3};
#if MISTAKE
constexpr auto wrong = dot(x, v);
#endif
