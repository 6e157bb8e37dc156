// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

// The backward sweep on a graph.
static_assert([] {
  graph g;
  term const x = variable_of(g, "x", shape{2}), y = variable_of(g, "y", shape{2}),
             z = variable_of(g, "z", scalar);
  term const f = sum(x * y);
  return gradient(f, x) == y && gradient(f, y) == x && is_zero(gradient(f, z)) &&
         gradient(f, z).shape() == scalar && is_zero(gradient(f, variable_of(g, "new", shape{5}))) &&
         gradient(f, f) == constant(g, 1);
}());
static_assert([] {  // by any term, not only variables
  graph g;
  term const x = variable_of(g, "x", scalar), y = x * x, f = exp(y) * 3;
  return gradient(f, y) == exp(y) * 3 && gradient(f, x) == 2 * (gradient(f, y) * x);
}());
static_assert([] {  // a second sweep from another f, and again from the first
  graph g;
  term const x = variable_of(g, "x", scalar), f = square(x), h = exp(x);
  term const first = gradient(f, x), second = gradient(h, x);
  return first == 2 * x && second == h && gradient(f, x) == first;
}());
static_assert([] {  // contributions of several uses add up
  graph g;
  term const x = variable_of(g, "x", scalar), f = x * x;
  return gradient(f, x) == 2 * x && gradient(x + x, x) == constant(g, 2) &&
         is_zero(gradient(constant(g, 3), x));
}());
static_assert([] {
  graph g;
  term const v = variable_of(g, "v", shape{3});
  gradient(v, v);
  return phrase(g.problem()) ==
         "gradient(f, x): f must be a scalar, so that each entry of x has one derivative; f is [3]";
}());

// Inside of formula: gradient descent as one formula, and a derivative of a derivative.
constexpr variable<"x"> x;
constexpr variable<"rate"> rate;
constexpr auto descent = formula([](auto at, auto step) {
  for (int t = 0; t < 2; ++t) {
    auto const f = square(at - 3);
    at -= step * gradient(f, at);
  }
  return at;
}, x, rate);
static_assert(evaluate(descent, x = 1.0, rate = 0.25) == 2.5);
static_assert(evaluate(gradient(descent, rate), x = 1.0, rate = 0.25) == 4.0);  // at = 3 - 2 (1 - 2 r)²
static_assert(evaluate(gradient(descent, x), x = 1.0, rate = 0.25) == 0.25);
