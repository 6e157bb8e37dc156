// SPDX-License-Identifier: BSL-1.0
// How long is the name of a formula's type in a message, where the formula's tree has 2^SIZE vertices?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x"> x;

template <int Steps>
constexpr auto doubled(auto f) {
  if constexpr (Steps == 1) return f * f;
  else return doubled<Steps - Steps / 2>(doubled<Steps / 2>(f));
}
#ifdef BLOCK
int no_number = doubled<SIZE>(x);
#endif
