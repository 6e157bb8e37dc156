// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto sigmoid_fun = [](auto x) { return sigmoid(x); };
constexpr auto softplus_fun = [](auto x) { return softplus(x); };
constexpr auto logsigmoid_fun = [](auto x) { return logsigmoid(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(sigmoid_fun, 0.5L, 0.622459331201854564638901L,
                             0.235003712201594489069303L, -0.0575567948523207405593839L));
static_assert(check::a_point(softplus_fun, 0.5L, 0.974076984180106680872997L,
                             0.622459331201854564638901L, 0.235003712201594489069303L));
static_assert(check::a_point(logsigmoid_fun, 0.5L, -0.474076984180106680872997L,
                             0.377540668798145435361099L, -0.235003712201594489069303L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(sigmoid_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(softplus_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(logsigmoid_fun, {-1, 0.3, 2}));
static_assert(check::entry_by_entry(sigmoid_fun) &&
              check::entry_by_entry(softplus_fun) &&
              check::entry_by_entry(logsigmoid_fun));

// Both tails keep their digits.
static_assert(relatively(value(sigmoid_fun, -700.0), 9.85967654375977e-305) &&
              relatively(slope(sigmoid_fun, -700.0), 9.85967654375977e-305) &&
              relatively(slope(sigmoid_fun, 700.0), 9.85967654375977e-305));
static_assert(relatively(slope(sigmoid_fun, 15.0), 3.0590213334945224e-07) &&
              relatively(slope(logsigmoid_fun, 30.0), 9.3576229688393e-14));
static_assert(slope(logsigmoid_fun, -Inf<double>) == 1.0 && value(logsigmoid_fun, Inf<double>) == 0.0 &&
              slope(sigmoid_fun, Inf<double>) == 0.0 && value(sigmoid_fun, -Inf<double>) == 0.0);

// softplus: the logarithm at beta x = threshold, the identity above it.
static_assert(value(softplus_fun, 20.0) > 20.0 && slope(softplus_fun, 20.0) < 1.0);
static_assert(value(softplus_fun, 20.125) == 20.125 && slope(softplus_fun, 20.125) == 1.0 &&
              check::curvature(softplus_fun, 20.125) == 0.0);
static_assert(value(softplus_fun, Inf<double>) == Inf<double> && slope(softplus_fun, Inf<double>) == 1.0 &&
              value(softplus_fun, -Inf<double>) == 0.0 && slope(softplus_fun, -Inf<double>) == 0.0);
constexpr auto steep = [](auto x) { return softplus(x, 2_c); };
constexpr auto early = [](auto x) { return softplus(x, 2_c, 1_c); };
static_assert(check::orders_agree(steep, {-1, 0.3, 2}) && check::entry_by_entry(early));
static_assert(relatively(value(steep, 0.25), 0.48703849209005334044) && value(early, 0.75) == 0.75 &&
              slope(early, 0.75) == 1.0 && value(early, 0.5) > 0.5);

// ln(eˣ + eʸ), with broadcasting.
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr variable<"c", 2, 1> c;
constexpr tensor<double, 3> a{800, -800, 0.5}, b{799, -801, 0.5};
static_assert(check::close(evaluate(logaddexp(x, y), x = a, y = b),
                           {800.3132616875182, -799.6867383124818, 1.1931471805599453}));
static_assert(check::close(evaluate(gradient(sum(logaddexp(x, y)), y), x = a, y = b),
                           {0.26894142136999512, 0.26894142136999512, 0.5}));
static_assert(logaddexp(x, c).shape == shape{2, 3});
constexpr tensor<double, 3> p{0.5, -1, 2}, q{0.25, 1, 2};
constexpr auto curved = sum(square(logaddexp(x, y)) * x);
static_assert(check::differences_agree(curved, x, p, y = q) &&
              check::differences_agree(sum(square(gradient(curved, y))), x, p, y = q));
constexpr tensor<double, 3> low{-Inf<double>, -Inf<double>, Inf<double>}, high{1, -Inf<double>, Inf<double>};
static_assert(evaluate(logaddexp(x, y), x = low, y = high) == high);
static_assert(check::same(evaluate(gradient(sum(logaddexp(x, y)), x), x = low, y = high),
                          tensor<double, 3>{0, nan<double>, nan<double>}));
