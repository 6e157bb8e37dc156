// SPDX-License-Identifier: BSL-1.0
// What does a sum of SIZE terms side by side cost, with its gradient?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

template <int First, int Terms>
constexpr auto wide(auto f) {
  if constexpr (Terms == 1) return sin(f * std::integral_constant<int, First + 2>{});
  else return wide<First, Terms / 2>(f) + wide<First + Terms / 2, Terms - Terms / 2>(f);
}

double measured(double at) {
#ifdef BLOCK
  constexpr auto slope = gradient(wide<0, SIZE>(x), x);
  return evaluate(slope, x = at);
#else
  return at;
#endif
}
