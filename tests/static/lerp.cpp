// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr variable<"w", 3> w;
constexpr variable<"c", 2, 1> c;
constexpr variable<"s"> s;
using three = tensor<double, 3>;
constexpr three a{1, -2, 0.1}, b{3, 4, 0.7}, m{0, 1, 0.25};

// The ends exactly, between them to rounding.
static_assert(check::close(evaluate(lerp(x, y, w), x = a, y = b, w = m), {1, 4, 0.25}));
static_assert(evaluate(lerp(x, y, 1_c), x = a, y = b) == b && evaluate(lerp(x, y, 0_c), x = a, y = b) == a);
static_assert(evaluate(gradient(sum(lerp(x, y, w)), x), x = a, y = b, w = m) == three{1, 0, 0.75} &&
              evaluate(gradient(sum(lerp(x, y, w)), y), x = a, y = b, w = m) == m &&
              check::close(evaluate(gradient(sum(lerp(x, y, w)), w), x = a, y = b, w = m), {2, 6, 0.6}));

// Three operands broadcast together.
static_assert(lerp(x, c, s).shape == shape{2, 3} && lerp(s, s, w).shape == shape{3} &&
              lerp(c, x, w).shape == shape{2, 3});
constexpr tensor<double, 2, 1> d{{1}, {2}};
static_assert(check::close(evaluate(gradient(sum(lerp(x, c, s)), s), x = a, c = d, s = 0.25),
                           tensor<double>(10.8)));
static_assert(evaluate(lerp(x, y, w), x = tensor<float, 3>{1, 2, 3}, y = tensor<float, 3>{2, 4, 6},
                       w = tensor<float, 3>{0.5f, 0.25f, 1}) == tensor<float, 3>{1.5f, 2.5f, 6});

constexpr auto curved = sum(square(lerp(x, square(y), w)));
constexpr three p{0.5, -1, 0.25}, q{1, 0.5, -0.75};
static_assert(check::differences_agree(curved, w, m, x = p, y = q) &&
              check::differences_agree(curved, y, q, x = p, w = m));
static_assert(check::differences_agree(sum(square(gradient(curved, y))), w, m, x = p, y = q));
