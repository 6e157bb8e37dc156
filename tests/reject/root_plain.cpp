// expect: root: argument 2 is a plain number: write it as a literal, as in 2_c
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr tensor<double, 3> v{1, 2, 3};
#if MISTAKE
constexpr auto wrong = root([](auto y, auto p) { return y * y - p; }, 0.5, s);
#endif
