// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>

using namespace tapeless;
double from_b(double at) {
  constexpr variable<"x"> x;
  return evaluate(gradient(square(x) * x, x), x = at);
}
