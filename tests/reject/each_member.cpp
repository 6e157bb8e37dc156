// expect: x = value: the variable x is [3], a sample has this many entries: 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;
constexpr variable<"x", 3> x;
struct sample {
  double x[2];
};
std::vector<sample> samples;
std::vector<double> ys;
#if MISTAKE
void wrong() { evaluate_each(sin(x), into(ys), x = each(samples, &sample::x)); }
#endif
