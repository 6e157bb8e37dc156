// expect: custom_gradient(f, rule): both are lambdas over terms that capture nothing
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
#if MISTAKE
constexpr auto wrong = custom_gradient([](auto x) { return x; },
                                       [most = 2.](auto g, auto, auto) { return clamp(g, -most, most); });
#endif
