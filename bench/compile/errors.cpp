// SPDX-License-Identifier: BSL-1.0
// How long is the message of a mistake at the end of a formula of SIZE operations?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"W", 3, 4> W;
constexpr variable<"x", 3> x;

template <int Steps>
constexpr auto chain(auto f) {
  if constexpr (Steps == 1) return tanh(f);
  else return chain<Steps - Steps / 2>(chain<Steps / 2>(f));
}
#ifdef BLOCK
auto mistake_here = matmul(W, chain<SIZE>(x));
#endif
