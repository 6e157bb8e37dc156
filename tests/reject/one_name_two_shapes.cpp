// expect: the variables called b differ in shape
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"b", 2> b;
constexpr variable<"c", 3> c;
constexpr tensor<double, 3, 3> w;
constexpr tensor<double, 2> v;
#if MISTAKE
constexpr variable<"b", 3> other;
auto const wrong = evaluate(sum(b) + sum(other), b = v);
#endif
