// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto asin_fun = [](auto x) { return asin(x); };
constexpr auto acos_fun = [](auto x) { return acos(x); };
constexpr auto atan_fun = [](auto x) { return atan(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(asin_fun, 0.5L, 0.523598775598298873077107L,
                             1.1547005383792515290183L, 0.769800358919501019345532L));
static_assert(check::a_point(acos_fun, 0.5L, 1.04719755119659774615421L,
                             -1.1547005383792515290183L, -0.769800358919501019345532L));
static_assert(check::a_point(atan_fun, 0.5L, 0.463647609000806116214256L,
                             0.8L, -0.64L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(asin_fun, {-0.7, 0.1, 0.5}));
static_assert(check::orders_agree(acos_fun, {-0.7, 0.1, 0.5}));
static_assert(check::orders_agree(atan_fun, {-2, 0.1, 0.5}));
static_assert(check::entry_by_entry(asin_fun) &&
              check::entry_by_entry(acos_fun) &&
              check::entry_by_entry(atan_fun));

// Slopes next to ±1 and far out.
static_assert(relatively(slope(asin_fun, 0.9999999999999999), 67108864.0) &&
              relatively(slope(acos_fun, -0.9999999999999999), -67108864.0));
static_assert(slope(asin_fun, 1.0) == Inf<double> && slope(acos_fun, -1.0) == -Inf<double> &&
              check::same_number(slope(asin_fun, 2.0), nan<double>));
static_assert(relatively(slope(atan_fun, 1e100), 1e-200) && slope(atan_fun, Inf<double>) == 0.0 &&
              value(atan_fun, 1e-300) == 1e-300);

// The angle of a point, with broadcasting.
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr variable<"c", 2, 1> c;
constexpr tensor<double, 3> a{1, -2, 3}, b{2, 0.5, -1};
static_assert(check::close(evaluate(atan2(y, x), y = b, x = a),
                           {1.1071487177940905030, 2.8966139904629291, -0.32175055439664219340}));
static_assert(check::close(evaluate(gradient(sum(atan2(y, x)), y), y = b, x = a), {1. / 5, -2 / 4.25, 0.3}));
static_assert(check::close(evaluate(gradient(sum(atan2(y, x)), x), y = b, x = a), {-0.4, -2. / 17, 0.1}));
static_assert(atan2(c, x).shape == shape{2, 3});
constexpr auto curved = sum(square(atan2(y, x)) * x);
static_assert(check::differences_agree(curved, x, a, y = b) && check::differences_agree(curved, y, b, x = a));
static_assert(check::differences_agree(sum(square(gradient(curved, y))), x, a, y = b));
static_assert(gradient(sum(atan2(y, x)), y) == x / (square(x) + square(y)));
// At the origin it is 0 without a gradient; nowhere else do squares leave the range.
constexpr tensor<double, 3> u{0, 1e-200, 1e200}, v{0, 0, 1e200};
static_assert(check::same(evaluate(gradient(sum(atan2(y, x)), y), y = v, x = u),
                          tensor<double, 3>{nan<double>, 1e200, 5e-201}) &&
              evaluate(atan2(y, x), y = v, x = u)[0] == 0.0);
static_assert(check::same(evaluate(atan2(y, x), y = tensor<double, 3>{0, -0.0, Inf<double>},
                                   x = tensor<double, 3>{-1, 1, Inf<double>}),
                          tensor<double, 3>{3.141592653589793, -0.0, 0.7853981633974483}));
constexpr auto by_y = gradient(sum(atan2(y, x)), y);
static_assert(check::same(evaluate(by_y, x = tensor<double, 3>{1e-310, 0x1p1000, Inf<double>},
                                   y = tensor<double, 3>{0, 1, 1}),
                          tensor<double, 3>{Inf<double>, 0x1p-1000, nan<double>}));
static_assert(check::same(evaluate(by_y, x = tensor<float, 3>{0x1p-100f, 0x1p100f, 0x1p-140f},
                                   y = tensor<float, 3>{0, 1, 0x1p-100f}),
                          tensor<float, 3>{0x1p100f, 0x1p-100f, 0x1p60f}));
