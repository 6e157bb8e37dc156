// SPDX-License-Identifier: BSL-1.0
// What does a graph of SIZE vertices cost whose tree has 2^SIZE, with its gradient?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

template <int Steps>
constexpr auto doubled(auto f) {
  if constexpr (Steps == 1) return f * f;
  else return doubled<Steps - Steps / 2>(doubled<Steps / 2>(f));
}

double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(doubled<SIZE>(x), x);
  return evaluate(slope, x = at);
#else
  return at;
#endif
}
