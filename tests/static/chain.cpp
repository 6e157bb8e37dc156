// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

// 600 links with shared terms, traced, and their gradient: within default compiler limits.
constexpr variable<"x"> x;
constexpr variable<"y"> y;
constexpr auto chain = formula([](auto a, auto b) {
  auto before = a * b, last = tanh(before) + b;
  for (int k = 2; k < 600; ++k) {
    auto const next = k % 2 ? tanh(last) * before + a : exp(last * before) + b;
    before = last;
    last = next;
  }
  return last;
}, x, y);
constexpr auto together = value_and_gradient(chain, x, y);

constexpr double run(double a, double b) {
  auto const [value, dx, dy] = evaluate(together, x = a, y = b);
  return value + dx + dy;
}
using compiled = entries_of<std::remove_const_t<decltype(together)>>::program;
static_assert(compiled::scalarised && compiled::steps() > 2'500 && compiled::steps() < 6'500);

// The first twelve links of the same kind, against the recurrence of value and derivative by hand.
constexpr auto beginning = formula([](auto a, auto b) {
  auto before = a * b, last = tanh(before) + b;
  for (int k = 2; k < 12; ++k) {
    auto const next = k % 2 ? tanh(last) * before + a : exp(last * before) + b;
    before = last;
    last = next;
  }
  return last;
}, x, y);
constexpr tensor<double> point(-0.75), beside(-0.5);
static_assert(check::differences_agree(beginning, x, point, y = beside));
static_assert(check::differences_agree(beginning, y, beside, x = point));

// The code of the whole chain is made, not only planned.
double code_of_the_chain(double a, double b);
double code_of_the_chain(double a, double b) { return run(a, b); }
