// expect: evaluate(f, ...): the variable b of shape [3] is not bound
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/check/gradient.hpp>
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 3> b;
constexpr tensor<double, 3> v;
#if MISTAKE
auto const wrong = check_gradient(sum(x * b), x = v);
#endif
