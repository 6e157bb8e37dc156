// expect: evaluate(f, ...): after the formula come bindings, such as W = w
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;
constexpr variable<"x", 3> x;
constexpr variable<"W", 2, 3> W;
constexpr auto y = matmul(W, x);
std::vector<double> xs, ys;
tensor<double, 2, 3> w;
#if MISTAKE
auto wrong() { return evaluate(y, x = each(xs), W = w); }
#endif
