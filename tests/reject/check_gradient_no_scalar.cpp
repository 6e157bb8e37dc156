// expect: check_gradient(f, ...): f must be a scalar, such as sum(f * u) for all entries of a tensor; f is [3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/check/gradient.hpp>
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"b", 3> b;
constexpr tensor<double, 3> v;
#if MISTAKE
auto const wrong = check_gradient(x * b, x = v, b = v);
#endif
