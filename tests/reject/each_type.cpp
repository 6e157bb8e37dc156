// expect: evaluate_each(f, into(...), ...): results are written to memory of the scalar type of the values, or of integers
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
std::vector<float> fs;
void wrong() { evaluate_each(y, into(fs), x = each(xs), W = w); }
#endif
