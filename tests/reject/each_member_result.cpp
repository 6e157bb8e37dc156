// expect: evaluate_each(f, into(...), ...): result 0 is [3], the member named for it has 2 entries
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;
constexpr variable<"x", 3> x;
struct answer {
  double y[2];
};
std::vector<double> xs;
std::vector<answer> answers;
#if MISTAKE
void wrong() { evaluate_each(sin(x), into(each(answers, &answer::y)), x = each(xs)); }
#endif
