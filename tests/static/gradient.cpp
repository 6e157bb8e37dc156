// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"W", 3, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr tensor<double, 3, 3> w{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
constexpr tensor<double, 3> v{.4, .5, .6};
constexpr auto y = matmul(W, x);
constexpr auto loss = sum(square(topk<2>(y)));

// As a formula.
static_assert(gradient(sum(square(y)), W) == outer(2_c * y, x) && gradient(sum(square(y)), W) != outer(y, x));
static_assert(gradient(sum(square(y)), W).shape == shape{3, 3} && gradient(loss, x).shape == shape{3});
static_assert(gradient(sum(x), x) == gradient(sum(x), x) && gradient(sum(x), x) != gradient(2_c * sum(x), x));
static_assert(gradient(loss, W) == gradient(sum(square(matmul(selection<2>(y), y))), W));

// Of nothing, by a variable that is mentioned: zero.
static_assert(evaluate(gradient(sum(gradient(sum(s * x), x)), x), s = 2.0) == tensor<double, 3>{});
static_assert(evaluate(gradient(s, s), s = 5.0) == 1.0 && evaluate(gradient(2_c * s, s), s = 5.0f) == 2.0f);
static_assert(std::is_same_v<decltype(evaluate(gradient(2_c * s, s), s = 5.0f)), tensor<float>>);

// By several variables, in any order, keyed by variable, with the value.
constexpr bool by_several() {
  auto const [dW, dx] = evaluate(gradient(loss, W, x), x = v, W = w);
  auto const [ex, eW] = evaluate(gradient(loss, x, W), W = w, x = v);
  auto const all = evaluate(value_and_gradient(loss, W, x), W = w, x = v);
  auto const [l, fW, fx] = all;
  return dW == eW && dW == fW && dx == ex && dx == fx && l == 29.25 && all[W] == dW && all[x] == dx &&
         all[loss] == 29.25 && dx == tensor<double, 3>{39, 39, 39} &&
         dW == tensor<double, 3, 3>{
                   {0, 0, 0}, {2.4000000000000004, 3, 3.5999999999999996}, {3.6, 4.5, 5.3999999999999995}};
}
static_assert(by_several());
static_assert(evaluate(value_and_gradient(loss, x), x = v, W = w)[x] == tensor<double, 3>{39, 39, 39});

// One program shares what value and gradients have in common: here all of it.
constexpr int length(auto f) { return entries_of<decltype(f)>::program::steps(); }
constexpr variable<"a"> a;
constexpr auto e = exp(a);
static_assert(length(value_and_gradient(e, a)) == 1);
static_assert(length(value_and_gradient(e * e, a)) < length(formulas(e * e)) + length(gradient(e * e, a)));

// Gradients of gradients.
constexpr auto cubic = sum(pow(y, 3_c));
constexpr auto of_gradient = sum(square(gradient(cubic, x)));
static_assert(check::differences_agree(of_gradient, x, v, W = w));
static_assert(check::differences_agree(of_gradient, W, w, x = v));
constexpr auto third = sum(exp(gradient(sum(square(gradient(sum(tanh(y)), x))), x) * 0.01_c));
static_assert(check::differences_agree(third, x, v, W = check::mixed<tensor<double, 3, 3>>()));
constexpr auto grown = s * exp(s);
static_assert(check::close(evaluate(gradient(gradient(gradient(grown, s), s), s), s = 1.0),
                           tensor<double>(4 * 2.718281828459045)));

// By a variable named twice, twice.
constexpr auto by_both = gradient(sum(square(y)), x, W, x);
static_assert(evaluate(by_both, W = w, x = v).get<2>() ==
                  evaluate(gradient(sum(square(y)), x), W = w, x = v) &&
              evaluate(by_both, W = w, x = v).get<0>() == evaluate(by_both, W = w, x = v).get<2>());

// A law: the gradient along a direction is the slope of f along it.
constexpr variable<"A", 12, 10> A;
constexpr variable<"b", 10> b;
constexpr auto model = sum(square(tanh(matmul(A, b)))) + sum(topk<3>(matmul(A, exp(-b))));
constexpr auto at_A = check::mixed<tensor<double, 12, 10>>(),
               along_A = check::mixed<tensor<double, 12, 10>>(7);
constexpr tensor<double, 10> at_b{.1, -.3, .2, .5, -.4, .7, -.1, .3, -.2, .6};
static_assert(check::direction_agrees(model, A, at_A, along_A, b = at_b));
static_assert(check::direction_agrees(model, b, at_b, check::mixed<tensor<double, 10>>(5), A = at_A));
