// SPDX-License-Identifier: BSL-1.0
// What does a scalar operation cost in a formula of few long chains, SIZE times 8 operations?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

// A map of the plane: operations that a compiler cannot join, all of one result.
constexpr auto orbit = formula(
    [](auto t) {
      term a = t, b = 1 - t;
      for (int i = 0; i < SIZE; ++i) {
        term const c = a * a - b * b + t, d = a * b - 0.25 * t;
        a = c / (1 + d * d);
        b = d;
      }
      return a + b;
    },
    x);

double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(orbit, x);
  return evaluate(slope, x = at);
#else
  return at;
#endif
}
