// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"x", 10> x;
constexpr auto here = slice(x, range<0, -1>);
constexpr auto next = slice(x, range<1>);
constexpr auto f = sum(100_c * square(next - square(here)) + square(1_c - here));

static auto compute(input const& in) {
  return evaluate(formulas(f, gradient(f, x), hessian(f, x)), x = std::span(in.x));
}
static contender const by_tapeless = entrant<compute>("tapeless");
