// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x", 2, 3> x;
constexpr variable<"y", 2, 3> y;
constexpr variable<"u", 2> u;
constexpr variable<"v", 2> v;
constexpr auto a = check::mixed<tensor<double, 2, 3>>(2), b = check::mixed<tensor<double, 2, 3>>(5);

static_assert(check::close(evaluate(normalize(u), u = tensor<double, 2>{3, -4}),
                           tensor<double, 2>{0.6, -0.8}));
static_assert(check::close(evaluate(sum(square(normalize(x, axis<0>)), axis<0>), x = a),
                           tensor<double, 3>{1, 1, 1}));
static_assert(evaluate(normalize(u), u = tensor<double, 2>{}) == tensor<double, 2>{});
static_assert(evaluate(gradient(sum(normalize(u)), u), u = tensor<double, 2>{}) ==
              tensor<double, 2>{1 / 1e-12, 1 / 1e-12});
static_assert(check::differences_agree(sum(normalize(x) * y), x, a, y = b));
static_assert(check::differences_agree(sum(square(gradient(sum(normalize(x) * y), x))), x, a, y = b));

static_assert(check::close_number<double>(evaluate(cosine_similarity(u, v), u = tensor<double, 2>{3, 4},
                                                   v = tensor<double, 2>{4, 3}),
                                          0.96, 1e-15));
static_assert(cosine_similarity(x, y).shape == shape{2} &&
              cosine_similarity(x, y, axis<0>).shape == shape{3});
static_assert(evaluate(cosine_similarity(u, v), u = tensor<double, 2>{}, v = tensor<double, 2>{1, 1}) == 0.0);
static_assert(check::differences_agree(sum(square(cosine_similarity(x, y, axis<0>))), x, a, y = b));
static_assert(check::differences_agree(sum(square(cosine_similarity(x, y))), y, b, x = a));

// Distances, with equal rows among them, at second order too.
constexpr variable<"p", 2, 2> p;
constexpr variable<"q", 3, 2> q;
constexpr tensor<double, 2, 2> rows{{0, 0}, {3, 4}};
constexpr tensor<double, 3, 2> columns{{3, 4}, {0, 1}, {-3, 4}};
static_assert(check::close(evaluate(cdist(p, q), p = rows, q = columns),
                           tensor<double, 2, 3>{{5, 1, 5}, {0, 4.2426406871192852, 6}}));
static_assert(check::close(evaluate(gradient(sum(cdist(p, q)), p), p = rows, q = columns),
                           tensor<double, 2, 2>{{0, -2.6}, {1.7071067811865475, 0.70710678118654757}}));
static_assert(evaluate(gradient(sum(gradient(sum(cdist(p, p)), p)), p), p = rows)(0, 0) == 0.0);
constexpr tensor<double, 3, 2> apart{{1, 4}, {0.5, 1}, {-3, 2}};
static_assert(check::differences_agree(sum(square(gradient(sum(cdist(p, q)), p))), p, rows, q = apart));
constexpr variable<"high", 2, 1, 2, 1, 4, 2> high;
static_assert(cdist(high, q).shape == shape{2, 1, 2, 1, 4, 3});
static_assert(evaluate(cdist(p, q), p = tensor<float, 2, 2>{{0, 0}, {3, 4}},
                       q = tensor<float, 3, 2>{{3, 4}, {0, 1}, {-3, 4}})(0, 0) == 5);
