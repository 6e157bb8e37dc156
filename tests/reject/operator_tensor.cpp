// expect: a tensor beside an expression: a formula has a variable in its place, to which it is bound by evaluate(f, x = value)
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr tensor<double, 3> v{1, 2, 3};
#if MISTAKE
constexpr auto wrong = x * v;
#endif
