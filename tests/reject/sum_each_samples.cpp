// expect: sum_each(f, ...): at least one variable has samples, as in x = each(xs)
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
auto wrong() { return sum_each(y, x = tensor<double, 3>{}, W = w); }
#endif
