// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"c"> c;
constexpr variable<"v", 4> v;
constexpr variable<"x", 2, 3> x;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr tensor<double, 4> a{1, 2, 3, 4};
constexpr tensor<double, 2, 3> b{{1, 2, 3}, {4, 5, 6}};

// Constant: zeros, a literal, a formula.
static_assert(evaluate(pad<1, 2>(v), v = a) == tensor<double, 7>{0, 1, 2, 3, 4, 0, 0});
static_assert(evaluate(pad<0, 1, 2, 0>(x, 1.5_c), x = b) ==
              tensor<double, 3, 5>{{1.5, 1.5, 1, 2, 3}, {1.5, 1.5, 4, 5, 6}, {1.5, 1.5, 1.5, 1.5, 1.5}});
static_assert(evaluate(pad<1, 0>(x, c), x = b, c = 9.0) ==
              tensor<double, 3, 3>{{9, 9, 9}, {1, 2, 3}, {4, 5, 6}});
static_assert(pad<0, 0, 0, 0>(x) == x && pad<0, 0>(x) == x && pad<>(x) == x);
static_assert(pad<0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 1>(p).shape == shape{2, 2, 5, 2, 4, 3});
// Modes.
static_assert(evaluate(pad<3, 2>(v, reflect_mode), v = a) == tensor<double, 9>{4, 3, 2, 1, 2, 3, 4, 3, 2});
static_assert(evaluate(pad<2, 1>(v, replicate_mode), v = tensor<float, 4>{1, 2, 3, 4}) ==
              tensor<float, 7>{1, 1, 1, 2, 3, 4, 4});
static_assert(evaluate(pad<2, 4>(v, circular_mode), v = a) ==
              tensor<double, 10>{3, 4, 1, 2, 3, 4, 1, 2, 3, 4});
static_assert(evaluate(pad<1, 1, 1, 1>(x, reflect_mode), x = b) ==
              tensor<double, 4, 5>{{5, 4, 5, 6, 5}, {2, 1, 2, 3, 2}, {5, 4, 5, 6, 5}, {2, 1, 2, 3, 2}});
static_assert(evaluate(pad<1, 0, 0, 1>(x, replicate_mode), x = b) ==
              tensor<double, 3, 4>{{1, 2, 3, 3}, {1, 2, 3, 3}, {4, 5, 6, 6}});

// Gradients: of x and of the value; second derivatives.
static_assert(evaluate(gradient(sum(pad<3, 2>(v, reflect_mode)), v), v = a) == tensor<double, 4>{1, 3, 3, 2});
static_assert(evaluate(gradient(sum(pad<2, 1>(v, replicate_mode)), v), v = a) ==
              tensor<double, 4>{3, 1, 1, 2});
static_assert(evaluate(gradient(sum(pad<0, 1, 2, 0>(x, c)), c), x = b, c = 9.0) == 9.0);
static_assert(evaluate(gradient(sum(pad<0, 1, 2, 0>(x, c)), x), x = b, c = 9.0) ==
              tensor<double, 2, 3>{{1, 1, 1}, {1, 1, 1}});
constexpr variable<"w", 4, 6> w;
constexpr auto weights = check::mixed<tensor<double, 4, 6>>();
constexpr auto reflected = sum(square(pad<1, 1, 2, 1>(x, reflect_mode)) * w);
constexpr auto repeated = sum(square(square(pad<1, 1, 2, 1>(x, replicate_mode))) * w);
constexpr auto around = sum(square(pad<1, 1, 2, 1>(x, circular_mode)) * w);
constexpr auto filled = sum(square(pad<1, 1, 2, 1>(square(x), c)) * w);
static_assert(check::differences_agree(reflected, x, b, w = weights));
static_assert(check::differences_agree(repeated, x, b, w = weights));
static_assert(check::differences_agree(around, x, b, w = weights));
static_assert(check::differences_agree(filled, x, b, w = weights, c = tensor<double>{0.5}));
static_assert(check::differences_agree(filled, c, tensor<double>{0.5}, w = weights, x = b));
static_assert(check::differences_agree(sum(square(gradient(repeated, x))), x,
                                       tensor<double, 2, 3>{{1, -1, 0.5}, {0, 1.5, -0.25}}, w = weights));
// NaN at one entry stays there.
static_assert(check::same(evaluate(gradient(sum(pad<1, 1>(square(v), c)), v),
                                   v = tensor<double, 4>{1, check::nan<double>, 3, 4}, c = 0.0),
                          tensor<double, 4>{2, check::nan<double>, 6, 8}));
