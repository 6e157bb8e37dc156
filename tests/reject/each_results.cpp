// expect: evaluate_each(f, into(...), ...): into names memory for each result; f has 2, into names 1
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
void wrong() { evaluate_each(formulas(y, jacobian(y, x)), into(ys), x = each(xs), W = w); }
#endif
