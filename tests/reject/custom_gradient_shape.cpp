// expect: custom_gradient(f, rule): a cotangent must have the shape of its operand; the operand is [3], the rule gives []
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr auto ruled = custom_gradient([](auto a) { return a; }, [](auto g, auto, auto) { return sum(g); });
constexpr auto loss = sum(ruled(x));
constexpr tensor<double, 3> v;
#if MISTAKE
constexpr auto wrong = evaluate(gradient(loss, x), x = v);
#endif
