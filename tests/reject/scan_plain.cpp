// expect: scan: argument 3 is a tensor: a formula has a variable in its place, to which it is bound
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr tensor<double, 3> v{1, 2, 3};
#if MISTAKE
constexpr auto wrong = scan<3>([](auto state, auto by) { return state * by; }, s, v);
#endif
