// SPDX-License-Identifier: BSL-1.0
// What does evaluating SIZE operations and their gradient cost in a constant expression?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

constexpr auto loop = formula(
    [](auto t) {
      term y = t;
      for (int i = 0; i < SIZE; ++i) y = (y - 0.5) * t;
      return y;
    },
    x);

double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(loop, x);
  constexpr double known = evaluate(slope, x = 1.5);
  return known * at;
#else
  return at;
#endif
}
