// expect: cond: argument 5 is a plain number: write it as a literal, as in 2_c
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr tensor<double, 3> v{1, 2, 3};
#if MISTAKE
constexpr auto of = [](auto a, auto b) { return a * b; };
constexpr auto wrong = cond(s > 0_c, of, of, x, 2);
#endif
