// expect: evaluate(f, ...): the variable W of shape [2, 3] is not bound
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
void wrong() { evaluate_each(y, into(ys), x = each(xs)); }
#endif
