// SPDX-License-Identifier: BSL-1.0
// What does a formula of SIZE operations in a row cost, written as expressions, with its gradient?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

template <int Steps>
constexpr auto chain(auto f) {
  if constexpr (Steps == 1) return sin(f);
  else return chain<Steps - Steps / 2>(chain<Steps / 2>(f));
}

double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(chain<SIZE>(x), x);
  return evaluate(slope, x = at);
#else
  return at;
#endif
}
