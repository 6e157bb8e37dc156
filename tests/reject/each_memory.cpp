// expect: evaluate_each(f, into(...), ...): f works in
// expect: KiB, more than the 1024 KiB that it takes from the stack
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;
constexpr variable<"x", 400, 400> x;
std::vector<double> xs, ys;
#if MISTAKE
auto wrong() { evaluate_each(sum(matmul(matmul(x, x), x)), into(ys), x = each(xs)); }
#endif
