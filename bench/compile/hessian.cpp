// SPDX-License-Identifier: BSL-1.0
// What does the Hessian of Rosenbrock's function of SIZE variables cost?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"x", SIZE> x;
constexpr auto rosenbrock = formula(
    [](auto t) {
      auto const low = slice(t, range<0, -1>), high = slice(t, range<1, SIZE>);
      return sum(100 * square(high - square(low)) + square(1 - low));
    },
    x);

void measured(tensor<double, SIZE> const& at, tensor<double, SIZE, SIZE>& to) {
#ifdef BLOCK
  to = evaluate(hessian(rosenbrock, x), x = at);
#else
  to(0, 0) = at(0);
#endif
}
