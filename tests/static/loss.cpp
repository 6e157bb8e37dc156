// SPDX-License-Identifier: BSL-1.0
// Losses entry by entry: values, reductions, gradients, joints.
#include "check.hpp"
#include <limits>
using namespace tapeless::core;

constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2, 3> t;
constexpr variable<"row", 3> row;
constexpr variable<"s"> s;
constexpr variable<"high", 1, 2, 1, 2, 1, 3> high;
constexpr tensor<double, 2, 3> a{{1, -2, 0.5}, {3, 0.25, -1}}, b{{0.5, 1, 0.5}, {-1, 0.75, 4}};
constexpr double infinity = check::inf<double>, nan = check::nan<double>;

// Reductions, shapes.
static_assert(evaluate(mse_loss(x, t, no_reduction), x = a, t = b) ==
              tensor<double, 2, 3>{{0.25, 9, 0}, {16, 0.25, 25}});
static_assert(evaluate(mse_loss(x, t, sum_reduction), x = a, t = b) == 50.5);
static_assert(check::close_number<double>(evaluate(mse_loss(x, t), x = a, t = b), 50.5 / 6, 1e-15));
static_assert(evaluate(mse_loss(x, t, mean_reduction), x = a, t = b) ==
              evaluate(mse_loss(x, t), x = a, t = b));
static_assert(mse_loss(x, row, no_reduction).shape == x.shape && l1_loss(s, s).shape == shape{});
static_assert(huber_loss(high, row, no_reduction).shape == high.shape && kl_div(high, high).shape == shape{});
static_assert(evaluate(l1_loss(x, t, no_reduction), x = a, t = b) ==
              tensor<double, 2, 3>{{0.5, 3, 0}, {4, 0.5, 5}});
static_assert(evaluate(gradient(l1_loss(x, t, sum_reduction), x), x = a, t = b) ==
              tensor<double, 2, 3>{{1, -1, 0}, {1, -1, -1}});
static_assert(evaluate(gradient(mse_loss(x, row, sum_reduction), row), x = a,
                       row = tensor<double, 3>{0, 0, 0}) == tensor<double, 3>{-8, 3.5, 1});
static_assert(evaluate(mse_loss(s, 2_c), s = 1.0f) == 1.0f && evaluate(mse_loss(s, 2_c), s = 1.0L) == 1.0L);

// Huber: quadratic inside, the joint included, linear outside; an infinite error leaks nothing.
constexpr variable<"e", 6> e;
constexpr tensor<double, 6> errors{-3, -1, 0, 0.5, 1, infinity};
static_assert(evaluate(huber_loss(e, 0_c, no_reduction), e = errors) ==
              tensor<double, 6>{2.5, 0.5, 0, 0.125, 0.5, infinity});
static_assert(evaluate(gradient(huber_loss(e, 0_c, sum_reduction), e), e = errors) ==
              tensor<double, 6>{-1, -1, 0, 0.5, 1, 1});
static_assert(evaluate(gradient(sum(gradient(huber_loss(e, 0_c, sum_reduction), e)), e), e = errors) ==
              tensor<double, 6>{0, 1, 1, 1, 1, 0});
static_assert(evaluate(huber_loss(e, 0_c, 0.5_c, no_reduction), e = errors) ==
              tensor<double, 6>{1.375, 0.375, 0, 0.125, 0.375, infinity});
static_assert(evaluate(smooth_l1_loss(e, 0_c, 0.5_c, no_reduction), e = errors) ==
              tensor<double, 6>{2.75, 0.75, 0, 0.25, 0.75, infinity});
static_assert(evaluate(smooth_l1_loss(e, 0_c, 0_c, no_reduction), e = errors) ==
              tensor<double, 6>{3, 1, 0, 0.5, 1, infinity});
static_assert(check::differences_agree(huber_loss(x, t, 0.7_c), x, a, t = b) &&
              check::differences_agree(smooth_l1_loss(x, t, 0.7_c), t, b, x = a));

// Negative logarithms of densities.
constexpr tensor<double, 2, 3> variances{{0.5, 1, 2}, {0.1, 3, 0.75}};
constexpr variable<"v", 2, 3> v;
static_assert(check::differences_agree(gaussian_nll_loss(x, t, v), v, variances, x = a, t = b) &&
              check::differences_agree(gaussian_nll_loss(x, t, v), x, a, v = variances, t = b));
static_assert(check::close_number<double>(evaluate(gaussian_nll_loss(s, 1_c, 4_c), s = 3.0),
                                          math::log(4.0) / 2 + 0.5, 1e-15));
static_assert(check::close_number<double>(evaluate(gaussian_nll_loss(s, 1_c, 0_c, 0.25_c), s = 3.0),
                                          math::log(0.25) / 2 + 8, 1e-15));
static_assert(check::close_number<double>(evaluate(poisson_nll_loss(s, 3_c), s = 2.0), math::exp(2.0) - 6,
                                          1e-15));
static_assert(check::differences_agree(poisson_nll_loss(x, t), x, a, t = b));

// Divergence: an empty share contributes nothing, whatever the other one is.
constexpr variable<"p", 3> p;
static_assert(evaluate(kl_div(row, p, sum_reduction), row = tensor<double, 3>{-infinity, 0, 0},
                       p = tensor<double, 3>{0, 1, 1}) == 0.0);
static_assert(evaluate(gradient(kl_div(row, p, sum_reduction), p), row = tensor<double, 3>{-infinity, 0, 0},
                       p = tensor<double, 3>{0, 1, 1}) == tensor<double, 3>{0, 1, 1});
static_assert(check::differences_agree(kl_div(row, p), p, tensor<double, 3>{0.25, 0.5, 0.125},
                                       row = tensor<double, 3>{-1, -2, -0.5}));

// Binary cross-entropy: logarithms stop at -100, and so do the gradients.
constexpr variable<"q", 4> q;
constexpr variable<"y", 4> y;
constexpr tensor<double, 4> certain{0, 1, 0, 1}, truth{0, 1, 1, 0};
static_assert(evaluate(bce_loss(q, y, no_reduction), q = certain, y = truth) ==
              tensor<double, 4>{0, 0, 100, 100});
static_assert(evaluate(gradient(bce_loss(q, y, sum_reduction), q), q = certain, y = truth) ==
              tensor<double, 4>{0, 0, -1 / double(1e-12f), 1 / double(1e-12f)});
constexpr tensor<double, 4> likely{0.1, 0.9, 0.4, 0.7}, targets{0, 1, 0.25, 0.5};
static_assert(check::differences_agree(bce_loss(q, y), q, likely, y = targets) &&
              check::differences_agree(bce_loss(q, y), y, targets, q = likely) &&
              check::differences_agree(sum(gradient(bce_loss(q, y), q)), q, likely, y = targets));

// From logits: the same number, and small losses are relatively accurate.
constexpr tensor<double, 4> logits{-2, 3, 0, -0.5};
static_assert(check::close(evaluate(bce_with_logits_loss(q, y, no_reduction), q = logits, y = targets),
                           evaluate(bce_loss(sigmoid(q), y, no_reduction), q = logits, y = targets)));
static_assert(check::differences_agree(bce_with_logits_loss(q, y), q, logits, y = targets) &&
              check::differences_agree(bce_with_logits_loss(q, y), y, targets, q = logits) &&
              check::differences_agree(sum(square(gradient(bce_with_logits_loss(q, y), q))), q, logits,
                                       y = targets));
constexpr double tiny = math::exp(-60.0);
constexpr bool relatively(double got, double wanted) {
  return magnitude(got - wanted) <= 8 * std::numeric_limits<double>::epsilon() * magnitude(wanted);
}
static_assert(relatively(evaluate(bce_with_logits_loss(s, 1_c), s = 60.0), tiny) &&
              relatively(evaluate(gradient(bce_with_logits_loss(s, 1_c), s), s = 60.0), -tiny) &&
              relatively(evaluate(gradient(bce_with_logits_loss(s, 0_c), s), s = -60.0), tiny));
static_assert(evaluate(bce_with_logits_loss(q, y, no_reduction),
                       q = tensor<double, 4>{infinity, -infinity, infinity, 800},
                       y = truth) == tensor<double, 4>{infinity, infinity, 0, 800});
static_assert(check::same_number<double>(evaluate(bce_with_logits_loss(s, 1_c), s = nan), nan));
