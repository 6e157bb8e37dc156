// SPDX-License-Identifier: BSL-1.0
// Cross-entropy and its kin: indices and shares, weights, smoothing, reductions, the axis of classes.
#include "check.hpp"
#include <limits>
using namespace tapeless::core;

constexpr variable<"x", 2, 3> x;
constexpr variable<"i", 2> target;
constexpr variable<"w", 3> w;
constexpr variable<"p", 2, 3> p;
constexpr tensor<double, 2, 3> a{{1, 2, -1}, {0.5, -0.25, 3}};
constexpr tensor<std::int64_t, 2> indices{1, 0};
constexpr tensor<double, 3> weights{0.5, 2, 1};
constexpr tensor<double, 2, 3> shares{{0.25, 0.5, 0.25}, {0, 1, 0}};
constexpr double infinity = check::inf<double>;

// From the logarithms of the shares, by hand.
constexpr auto l = evaluate(log_softmax(x), x = a);
constexpr bool close(double got, double wanted) { return check::close_number(got, wanted, 1e-15); }
static_assert(close(evaluate(cross_entropy(x, target), x = a, target = indices), -(l(0, 1) + l(1, 0)) / 2));
static_assert(close(evaluate(cross_entropy(x, target, sum_reduction), x = a, target = indices),
                    -(l(0, 1) + l(1, 0))));
static_assert(check::close(evaluate(cross_entropy(x, target, no_reduction), x = a, target = indices),
                           tensor<double, 2>{-l(0, 1), -l(1, 0)}));
static_assert(close(evaluate(cross_entropy(x, target, w), x = a, target = indices, w = weights),
                    -(2 * l(0, 1) + 0.5 * l(1, 0)) / 2.5));
static_assert(close(evaluate(cross_entropy(x, target, w, sum_reduction), x = a, target = indices,
                             w = weights),
                    -(2 * l(0, 1) + 0.5 * l(1, 0))));
constexpr double even = l(0, 0) + l(0, 1) + l(0, 2) + l(1, 0) + l(1, 1) + l(1, 2);
static_assert(close(evaluate(cross_entropy(x, target, 0.3_c), x = a, target = indices),
                    -(0.7 * (l(0, 1) + l(1, 0)) + 0.1 * even) / 2));
constexpr double weighted = 0.5 * l(0, 0) + 2 * l(0, 1) + l(0, 2) + 0.5 * l(1, 0) + 2 * l(1, 1) + l(1, 2);
static_assert(close(evaluate(cross_entropy(x, target, w, 0.3_c), x = a, target = indices, w = weights),
                    -(0.7 * (2 * l(0, 1) + 0.5 * l(1, 0)) + 0.1 * weighted) / 2.5));
static_assert(close(evaluate(cross_entropy(x, p), x = a, p = shares),
                    -(0.25 * l(0, 0) + 0.5 * l(0, 1) + 0.25 * l(0, 2) + l(1, 1)) / 2));
static_assert(close(evaluate(cross_entropy(x, p, w), x = a, p = shares, w = weights),
                    -(0.125 * l(0, 0) + l(0, 1) + 0.25 * l(0, 2) + 2 * l(1, 1)) / 2));
static_assert(close(evaluate(nll_loss(x, target), x = a, target = indices), -1.25) &&
              close(evaluate(nll_loss(x, target, w), x = a, target = indices, w = weights), -4.25 / 2.5));
static_assert(evaluate(gradient(nll_loss(x, target, sum_reduction), x), x = a, target = indices) ==
              tensor<double, 2, 3>{{0, -1, 0}, {-1, 0, 0}});

// Indices that are part of the formula.
static constexpr tensor<std::int64_t, 2> known{1, 0};
static_assert(evaluate(cross_entropy(x, literal<known>), x = a) ==
              evaluate(cross_entropy(x, target), x = a, target = indices));

// Gradients.
static_assert(check::differences_agree(cross_entropy(x, literal<known>, w, 0.1_c), x, a, w = weights));
static_assert(check::differences_agree(cross_entropy(x, literal<known>, w, 0.1_c), w, weights, x = a));
static_assert(check::differences_agree(cross_entropy(x, p, w), p, shares, x = a, w = weights));
static_assert(check::differences_agree(sum(square(gradient(cross_entropy(x, literal<known>), x))), x, a));
static_assert(check::differences_agree(sum(square(gradient(cross_entropy(x, p), x))), x, a, p = shares));

// A sure and right answer: loss and gradient are small, not 0.
constexpr double tiny = math::exp(-60.0);
constexpr bool relatively(double got, double wanted) {
  return magnitude(got - wanted) <= 8 * std::numeric_limits<double>::epsilon() * magnitude(wanted);
}
constexpr bool sure() {
  constexpr tensor<double, 2, 3> far{{0, 60, -900}, {60, 0, -900}};
  auto const g = evaluate(gradient(cross_entropy(x, target, sum_reduction), x), x = far, target = indices);
  return relatively(evaluate(cross_entropy(x, target, sum_reduction), x = far, target = indices), 2 * tiny) &&
         relatively(g(0, 1), -tiny) && relatively(g(0, 0), tiny) && relatively(g(1, 0), -tiny);
}
static_assert(sure());
// A class that is left out costs nothing while it is not the target.
static_assert(close(evaluate(cross_entropy(x, target),
                             x = tensor<double, 2, 3>{{-infinity, 0, 0}, {1, -infinity, -infinity}},
                             target = indices),
                    math::log(2.0) / 2));

// Classes along axis 0 of a vector, axis 1 of everything else.
constexpr variable<"v", 3> v;
constexpr variable<"j"> j;
static_assert(close(evaluate(cross_entropy(v, j), v = tensor<double, 3>{1, 2, -1}, j = 1.0), -l(0, 1)));
constexpr variable<"m", 2, 3, 2> m;
constexpr variable<"k", 2, 2> k;
constexpr auto b = check::mixed<tensor<double, 2, 3, 2>>(3);
constexpr tensor<std::int64_t, 2, 2> positions{{2, 0}, {1, 2}};
constexpr bool along_axis_1() {
  auto const lm = evaluate(log_softmax(m, axis<1>), m = b);
  auto const y = evaluate(cross_entropy(m, k, no_reduction), m = b, k = positions);
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t c = 0; c < 2; ++c)
      if (!close(y(r, c), -lm(r, std::size_t(positions(r, c)), c))) return false;
  return true;
}
static_assert(along_axis_1());
static constexpr tensor<std::int64_t, 2, 2> known_positions{{2, 0}, {1, 2}};
static_assert(evaluate(cross_entropy(m, literal<known_positions>), m = b) ==
              evaluate(cross_entropy(m, k), m = b, k = positions));
constexpr variable<"high", 1, 2, 2, 1, 1, 2> high;
constexpr variable<"h", 1, 2, 1, 1, 2> h;
static_assert(cross_entropy(high, h, no_reduction).shape == h.shape &&
              cross_entropy(high, high).shape == shape{});
static_assert(check::close_number<float>(evaluate(cross_entropy(x, target),
                                                  x = tensor<float, 2, 3>{{1, 2, -1}, {0.5f, -0.25f, 3}},
                                                  target = indices),
                                         float(-(l(0, 1) + l(1, 0)) / 2), 1e-6f));
