// SPDX-License-Identifier: BSL-1.0
// What do SIZE skip connections cost, written as expressions, with their gradient?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

template <int Steps>
constexpr auto skipping(auto f) {
  if constexpr (Steps == 1) return f + sin(f);
  else return skipping<Steps - Steps / 2>(skipping<Steps / 2>(f));
}

double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(skipping<SIZE>(x), x);
  return evaluate(slope, x = at);
#else
  return at;
#endif
}
