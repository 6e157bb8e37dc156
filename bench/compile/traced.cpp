// SPDX-License-Identifier: BSL-1.0
// What does a loop of SIZE in a traced function cost, with its gradient?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;


double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(formula(
                                      [](auto t) {
                                        term y = t;
                                        for (int i = 0; i < SIZE; ++i) y = sin(y) * t;
                                        return y;
                                      },
                                      x),
                                  x);
  return evaluate(slope, x = at);
#else
  return at;
#endif
}
