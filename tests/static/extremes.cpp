// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::same;

constexpr variable<"x", 4> x;
constexpr variable<"y", 4> y;
constexpr variable<"c", 2, 1> c;
using four = tensor<double, 4>;

// Ties share the gradient, or give it to the first, or reject it; ±0 tie.
constexpr four a{1, 0, -2, 3}, b{1, -0.0, 5, 2};
static_assert(evaluate(maximum(x, y), x = a, y = b) == four{1, 0, 5, 3} &&
              evaluate(minimum(x, y), x = a, y = b) == four{1, 0, -2, 2});
template <class F>
constexpr four by_x(F f, four const& p, four const& q) {
  return evaluate(gradient(sum(f), x), x = p, y = q);
}
template <class F>
constexpr four by_y(F f, four const& p, four const& q) {
  return evaluate(gradient(sum(f), y), x = p, y = q);
}
static_assert(by_x(maximum(x, y), a, b) == four{0.5, 0.5, 0, 1} &&
              by_y(maximum(x, y), a, b) == four{0.5, 0.5, 1, 0});
static_assert(by_x(minimum(x, y), a, b) == four{0.5, 0.5, 1, 0} &&
              by_y(minimum(x, y), a, b) == four{0.5, 0.5, 0, 1});
static_assert(by_x(maximum(x, y, one_sided), a, b) == four{1, 1, 0, 1} &&
              by_y(maximum(x, y, one_sided), a, b) == four{0, 0, 1, 0});
static_assert(by_x(minimum(x, y, one_sided), a, b) == four{1, 1, 1, 0} &&
              by_y(minimum(x, y, one_sided), a, b) == four{0, 0, 0, 1});
static_assert(same(by_x(maximum(x, y, reject), a, b), four{nan<double>, nan<double>, 0, 1}) &&
              same(by_y(minimum(x, y, reject), a, b), four{nan<double>, nan<double>, 0, 1}));
static_assert(maximum(x, x) == x && maximum(x, y) != minimum(x, y) &&
              maximum(x, y) != maximum(x, y, one_sided));

// NaN wins, and has no gradient; infinities are numbers.
constexpr four p{nan<double>, 1, Inf<double>, -Inf<double>}, q{1, nan<double>, Inf<double>, 1};
static_assert(same(evaluate(maximum(x, y), x = p, y = q), four{nan<double>, nan<double>, Inf<double>, 1}) &&
              same(evaluate(minimum(x, y), x = p, y = q),
                   four{nan<double>, nan<double>, Inf<double>, -Inf<double>}));
static_assert(same(by_x(maximum(x, y), p, q), four{nan<double>, nan<double>, 0.5, 0}) &&
              same(by_y(maximum(x, y), p, q), four{nan<double>, nan<double>, 0.5, 1}) &&
              same(by_y(maximum(x, y, one_sided), p, q), four{nan<double>, nan<double>, 0, 1}));

// The loser contributes nothing, whatever its slope: √ of 0 has an infinite one.
static_assert(by_x(maximum(sqrt(x), y), four{0, 4, 0, 0}, four{1, 1, 2, 3}) == four{0, 0.25, 0, 0});

// Flat winners: second derivatives are those of the branches.
constexpr auto curved = sum(square(maximum(x, square(y))) * minimum(x, y));
constexpr four r{0.5, -1, 2, 3}, s{0.25, 1, -2, 1.5};
static_assert(check::differences_agree(curved, x, r, y = s) && check::differences_agree(curved, y, s, x = r));
static_assert(check::differences_agree(sum(square(gradient(curved, y))), x, r, y = s));
static_assert(evaluate(gradient(sum(gradient(sum(maximum(x, y)), x)), x), x = a, y = b) == four{});

// fmax and fmin: the entry that is not NaN; the first at a tie.
static_assert(same(evaluate(fmax(x, y), x = p, y = q), four{1, 1, Inf<double>, 1}) &&
              same(evaluate(fmin(x, y), x = p, y = q), four{1, 1, Inf<double>, -Inf<double>}));
static_assert(by_x(fmax(x, y), p, q) == four{0, 1, 1, 0} && by_y(fmax(x, y), p, q) == four{1, 0, 0, 1});
static_assert(by_x(fmin(x, y), a, b) == four{1, 1, 1, 0} && by_y(fmin(x, y), a, b) == four{0, 0, 0, 1});
static_assert(same(evaluate(fmax(x, y), x = p, y = p), p));

// Broadcasting, ranks and scalar types.
static_assert(maximum(x, c).shape == shape{2, 4} && fmin(c, x).shape == shape{2, 4} &&
              minimum(x, c, one_sided).shape == shape{2, 4});
static_assert(evaluate(gradient(sum(maximum(x, c)), c), x = a, c = tensor<double, 2, 1>{{1}, {4}}) ==
              tensor<double, 2, 1>{{2.5}, {4}});
static_assert(evaluate(maximum(x, 1_c), x = a) == four{1, 1, 1, 3} &&
              evaluate(maximum(x, y), x = tensor<float, 4>{1, 0, -2, 3}, y = tensor<float, 4>{1, 0, 5, 2}) ==
                  tensor<float, 4>{1, 0, 5, 3} &&
              evaluate(fmin(x, 0.1_c), x = tensor<long double, 4>{1, 0, -2, 3})[0] == 0.1L);

// relu
constexpr auto relu_fun = [](auto u) { return relu(u); };
static_assert(check::entry_by_entry(relu_fun) && relu(relu(x)) == relu(x));
static_assert(evaluate(relu(x), x = a) == four{1, 0, 0, 3} &&
              evaluate(gradient(sum(relu(x)), x), x = a) == four{1, 0, 0, 1});
static_assert(check::slope(relu_fun, 0.0) == 0.0 && check::slope(relu_fun, -0.0) == 0.0 &&
              check::slope(relu_fun, nan<double>) == 1.0 && check::slope(relu_fun, Inf<double>) == 1.0 &&
              check::slope(relu_fun, -Inf<double>) == 0.0);
static_assert(check::same_number(check::value(relu_fun, nan<double>), nan<double>) &&
              check::curvature(relu_fun, 0.0) == 0.0 && check::value(relu_fun, -2.0f) == 0.0f);
static_assert(evaluate(gradient(sum(relu(log(x))), x), x = four{0, 0.5, 2, 4}) == four{0, 0, 0.5, 0.25});
