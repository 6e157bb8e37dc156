// expect: custom_gradient(f, rule): the rule is the second; it takes the cotangent g of the value, the value y and the operands: rule(g, y, x) or rule(g, y, a, b)
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
#if MISTAKE
constexpr auto wrong = custom_gradient([](auto g, auto, auto x) { return 2 * x * g; },
                                       [](auto x) { return square(x); });
#endif
