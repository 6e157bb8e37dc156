// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::Inf, check::nan;

static_assert(equal_op::value(2.0, 2.0) == 1.0 && equal_op::value(2.0, 3.0) == 0.0 &&
              equal_op::value(0.0, -0.0) == 1.0);
static_assert(equal_op::value(nan<double>, nan<double>) == 0.0);
static_assert(less_op::value(1.0f, 2.0f) == 1.0f && less_op::value(2.0f, 2.0f) == 0.0f);

// Descending order: greatest first, NaN before all, equal entries in their order.
constexpr bool descends(double x, double y) { return precedes_op<false>::value(x, y) != 0; }
static_assert(descends(3, 2) && !descends(2, 3) && descends(2, 2) && descends(0, -0.0) && descends(-0.0, 0));
static_assert(descends(nan<double>, Inf<double>) && !descends(Inf<double>, nan<double>));
static_assert(descends(nan<double>, nan<double>) && descends(Inf<double>, 1e300) &&
              descends(-1e300, -Inf<double>));
// Ascending: NaN after all.
constexpr bool ascends(double x, double y) { return precedes_op<true>::value(x, y) != 0; }
static_assert(ascends(2, 3) && !ascends(3, 2) && ascends(2, 2) && ascends(0, -0.0) && ascends(-0.0, 0));
static_assert(!ascends(nan<double>, Inf<double>) && ascends(Inf<double>, nan<double>));
static_assert(ascends(nan<double>, nan<double>) && ascends(-Inf<double>, -1e300));

static_assert(where_op::value(1.0, 2.0, 3.0) == 2.0 && where_op::value(0.0, 2.0, 3.0) == 3.0);
static_assert(where_op::value(0, nan<double>, 3.0) == 3.0);

// As ops of a formula: truth is flat, the branch that is not taken never leaks.
struct where_less {
  constexpr term operator()(term x, term y) const { return where_op{}(less_op{}(x, y), x, y); }
};
constexpr function<where_less> lesser;
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr tensor<double, 3> a{1, 5, nan<double>}, b{2, 4, 7};
static_assert(evaluate(lesser(x, y), x = a, y = b) == tensor<double, 3>{1, 4, 7});
static_assert(evaluate(gradient(sum(lesser(x, y)), x), x = a, y = b) == tensor<double, 3>{1, 0, 0});
static_assert(evaluate(gradient(sum(lesser(x, y)), y), x = a, y = b) == tensor<double, 3>{0, 1, 1});
static_assert(lesser(x, x) == x);
constexpr tensor<double, 3> infinite{Inf<double>, 1, 1}, finite{1, 2, 0};
static_assert(evaluate(gradient(sum(lesser(square(x), y)), x), x = infinite, y = finite) ==
              tensor<double, 3>{0, 2, 0});
static_assert(evaluate(less(x, y), x = a, y = b) == tensor<bool, 3>{true, false, false});
static_assert(evaluate(gradient(sum(less(x, y) * y), x), x = b, y = b) == tensor<double, 3>{0, 0, 0});

// where with broadcasting of all three; constant conditions, nested ones, and both branches of one condition.
constexpr variable<"c", 2, 1> c;
constexpr variable<"s"> s;
static_assert(where(c, x, s).shape == shape{2, 3} && where(x > 0_c, 1_c, 0_c).shape == shape{3});
static_assert(where(1_c, x, y) == x && where(0_c, x, y) == y &&
              where(s, where(s, x, y), y) == where(s, x, y));
static_assert(evaluate(where(c, x, s), x = b, c = tensor<double, 2, 1>{{1}, {0}}, s = 9.0) ==
              tensor<double, 2, 3>{{2, 4, 7}, {9, 9, 9}});
static_assert(evaluate(where(x, 1_c, 2_c), x = tensor<double, 3>{0, -0.0, nan<double>}) ==
              tensor<double, 3>{2, 2, 1});

// What the branch not taken holds leaks into no derivative: not its value, not its slope, not its curvature.
constexpr auto rooted = where(x > 0_c, sqrt(x), 0_c);
constexpr tensor<double, 3> below{0, -1, 4}, around{-Inf<double>, nan<double>, 0};
static_assert(evaluate(rooted, x = below) == tensor<double, 3>{0, 0, 2});
static_assert(evaluate(gradient(sum(rooted), x), x = below) == tensor<double, 3>{0, 0, 0.25});
static_assert(evaluate(gradient(sum(gradient(sum(rooted), x)), x), x = below) ==
              tensor<double, 3>{0, 0, -1. / 32});
static_assert(evaluate(gradient(sum(gradient(sum(gradient(sum(rooted), x)), x)), x), x = below) ==
              tensor<double, 3>{0, 0, 3. / 256});
static_assert(evaluate(gradient(sum(rooted), x), x = around) == tensor<double, 3>{0, 0, 0});
constexpr auto bent = where(x < 1_c, 2_c * x, -x / sqrt(x));
constexpr auto either = sum(where(x < 1_c, x * x * x, log(x) / x) * exp(bent));
constexpr tensor<double, 3> mixed{0, 0.5, 2};
static_assert(check::same(evaluate(gradient(either, x), x = tensor<double, 3>{}), tensor<double, 3>{}));
static_assert(check::differences_agree(either, x, tensor<double, 3>{0.25, 0.5, 2}) &&
              check::differences_agree(sum(square(gradient(either, x))), x, tensor<double, 3>{0.25, 0.5, 2}));
static_assert(evaluate(gradient(sum(square(gradient(either, x))), x), x = mixed)[0] == 0.0);

// Through reductions and broadcasting too: a vector made a unit vector unless it is 0, a guarded logarithm.
constexpr auto squares = sum(square(x));
constexpr auto unit = where(squares > 0_c, x / sqrt(squares + 0_c * s), 0_c);
constexpr auto guarded = where(s > 0_c, sum(log(x)), 1_c);
constexpr tensor<double, 3> null{}, straight{3, 0, 4};
static_assert(evaluate(gradient(sum(unit * y), x), x = null, y = b, s = 1.0) == null);
constexpr auto towards = gradient(sum(unit * y), x);
static_assert(evaluate(gradient(sum(square(towards)), x), x = null, y = b, s = 1.0) == null);
static_assert(check::close(evaluate(gradient(sum(unit * y), x), x = straight, y = tensor<double, 3>{1, 0, 0},
                                    s = 1.0),
                           {0.128, 0, -0.096}));
static_assert(evaluate(gradient(guarded, x), x = null, s = -1.0) == null &&
              evaluate(gradient(guarded, x), x = tensor<double, 3>{1, 2, 4}, s = 1.0) ==
                  tensor<double, 3>{1, 0.5, 0.25});
