// expect: evaluate_each(f, into(...), ...): f works on the stack of each thread; workspace(numbers) is for evaluate
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;
constexpr variable<"x", 3> x;
std::vector<double> xs, ys, numbers;
#if MISTAKE
auto wrong() { evaluate_each(sum(square(x)), into(ys), x = each(xs), workspace(numbers)); }
#endif
