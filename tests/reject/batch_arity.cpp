// expect: batch(f, x, ...): f takes a sample of each operand, not of so many: 1
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr tensor<double, 3> v{1, 2, 3};
#if MISTAKE
constexpr auto wrong = batch([](auto a, auto b) { return a * b; }, x);
#endif
