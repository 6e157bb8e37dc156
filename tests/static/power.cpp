// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::same;

constexpr variable<"x", 4> x;
constexpr variable<"s"> s;
constexpr tensor<double, 4> a{-2, -0.5, 1, 3};

template <class T>
constexpr bool values_in_every_scalar_type() {
  tensor<T, 4> const at{-2, -0.5, 1, 3};
  return evaluate(square(x), x = at) == tensor<T, 4>{4, 0.25, 1, 9} &&
         evaluate(pow(x, 3_c), x = at) == tensor<T, 4>{-8, -0.125, 1, 27} &&
         evaluate(pow(x, -1_c), x = at) == tensor<T, 4>{-0.5, -2, 1, T(1) / 3} &&
         evaluate(pow(x, -2_c), x = at) == tensor<T, 4>{0.25, 4, 1, T(1) / 9} &&
         evaluate(pow(x, 10_c), x = at) == tensor<T, 4>{1024, T(1) / 1024, 1, 59049} &&
         evaluate(pow(x, 0_c), x = at) == tensor<T, 4>{1, 1, 1, 1} &&
         evaluate(pow(s, 7_c), s = T(2)) == T(128);
}
static_assert(values_in_every_scalar_type<float>());
static_assert(values_in_every_scalar_type<double>());
static_assert(values_in_every_scalar_type<long double>());

static_assert(pow(x, 2_c) == square(x) && pow(x, 1_c) == x && pow(x, -1_c) == 1_c / x &&
              pow(x, 3_c) != pow(x, 4_c));
static_assert(square(-x) == square(x) && pow(x, 3_c) != pow(x, -3_c) && square(x) != pow(x, 4_c));
static_assert(pow(x, 2.0_c) == square(x) && pow(x, 1e1_c) == pow(x, 10_c));

// x⁰ is 1 everywhere, with gradient 0.
static_assert(evaluate(pow(s, 0_c), s = 0.0) == 1.0 && evaluate(gradient(pow(s, 0_c), s), s = 0.0) == 0.0);

// Gradients: by hand, and of gradients.
static_assert(evaluate(gradient(sum(square(x)), x), x = a) == tensor<double, 4>{-4, -1, 2, 6});
static_assert(evaluate(gradient(sum(pow(x, 3_c)), x), x = a) == tensor<double, 4>{12, 0.75, 3, 27});
static_assert(check::close(evaluate(gradient(sum(pow(x, -2_c)), x), x = a),
                           tensor<double, 4>{0.25, 16, -2, -2. / 27}));
static_assert(gradient(gradient(pow(s, 3_c), s), s) == 3_c * (2_c * s));
static_assert(evaluate(gradient(gradient(pow(s, 5_c), s), s), s = -2.0) == -160.0);
static_assert(evaluate(gradient(gradient(gradient(square(s), s), s), s), s = 5.0) == 0.0);
static_assert(check::differences_agree(sum(pow(x, 5_c) - square(x) * pow(x, -3_c)), x, a));

// The greatest exponents.
static_assert(evaluate(pow(s, 1024_c), s = 1.0) == 1.0 && evaluate(pow(s, -1024_c), s = -1.0) == 1.0);

// Zero, infinities, overflow, NaN.
constexpr tensor<double, 4> edge{0, -0.0, Inf<double>, nan<double>};
static_assert(same(evaluate(square(x), x = edge), tensor<double, 4>{0, 0, Inf<double>, nan<double>}));
static_assert(same(evaluate(pow(x, 3_c), x = edge), tensor<double, 4>{0, -0.0, Inf<double>, nan<double>}));
static_assert(same(evaluate(pow(x, -1_c), x = edge),
                   tensor<double, 4>{Inf<double>, -Inf<double>, 0, nan<double>}));
static_assert(same(evaluate(pow(x, -3_c), x = edge),
                   tensor<double, 4>{Inf<double>, -Inf<double>, 0, nan<double>}));
static_assert(evaluate(pow(s, 400_c), s = 10.0) == Inf<double> && evaluate(pow(s, -400_c), s = 10.0) == 0.0);
static_assert(evaluate(square(s), s = -1e200) == Inf<double> && evaluate(square(s), s = 1e30f) == Inf<float>);
static_assert(evaluate(pow(s, 401_c), s = -10.0) == -Inf<double>);

// Any base and any exponent, with broadcasting.
constexpr variable<"y", 4> y;
constexpr variable<"c", 2, 1> c;
constexpr tensor<double, 4> base{2, 0.5, 3, 10}, exponent{0.5, -2, 1.5, 3};
static_assert(check::close(evaluate(pow(x, y), x = base, y = exponent),
                           {1.4142135623730950488, 4, 5.1961524227066318806, 1000}));
static_assert(pow(x, c).shape == shape{2, 4} && pow(c, x).shape == shape{2, 4} &&
              pow(2_c, c).shape == shape{2, 1});
static_assert(pow(x, 33_c) != pow(x, 32_c) && pow(x, 0.5_c) == sqrt(x));
static_assert(check::close(evaluate(pow(2_c, x), x = exponent),
                           {1.4142135623730950488, 0.25, 2.8284271247461900976, 8}));
constexpr tensor<double, 4> near{1.25, 0.5, 1.5, 2}, few{0.5, -1, 1.5, 2.25};
constexpr auto general = sum(pow(x, y) * y);
static_assert(check::differences_agree(general, x, near, y = few) &&
              check::differences_agree(general, y, few, x = near));
static_assert(check::differences_agree(sum(square(gradient(sum(pow(x, y)), y))), x, near, y = few) &&
              check::differences_agree(sum(square(gradient(sum(pow(x, y)), y))), y, few, x = near));
static_assert(check::differences_agree(sum(gradient(sum(pow(x, 2.5_c)), x)), x, near) &&
              check::differences_agree(sum(gradient(sum(pow(0.3_c, x)), x)), x, few));
static_assert(gradient(sum(pow(x, 100_c)), x) == 100_c * pow(x, 99_c));

// Awkward points: 0⁰, powers of 0, negative bases; d/db is NaN for those and 0 at 0^b for b >= 0.
using eight = tensor<double, 8>;
constexpr variable<"p", 8> p;
constexpr variable<"q", 8> q;
constexpr eight from{0, 0, 0, 0, 0, 2, -2, -2}, to{0, 1, 2, 0.5, -1, 0, 2, 0.5};
static_assert(same(evaluate(pow(p, q), p = from, q = to), eight{1, 0, 0, 0, Inf<double>, 1, 4, nan<double>}));
static_assert(same(evaluate(gradient(sum(pow(p, q)), p), p = from, q = to),
                   eight{0, 1, 0, Inf<double>, -Inf<double>, 0, -4, nan<double>}));
static_assert(same(evaluate(gradient(sum(pow(p, q)), q), p = from, q = to),
                   eight{0, 0, 0, 0, -Inf<double>, 0.6931471805599453, nan<double>, nan<double>}));
// The mixed derivative of a^b is 1/a at b = 0.
static_assert(evaluate(gradient(sum(gradient(sum(pow(x, y)), x)), y), x = tensor<double, 4>{2, 4, 8, 0.5},
                       y = tensor<double, 4>{}) == tensor<double, 4>{0.5, 0.25, 0.125, 2});
static_assert(evaluate(gradient(pow(s, 0.5_c), s), s = 0.0) == Inf<double> &&
              evaluate(gradient(pow(s, 1.5_c), s), s = 0.0) == 0.0 &&
              same(evaluate(pow(s, 0.5_c), s = -1.0), tensor<double>(nan<double>)));
static_assert(evaluate(pow(x, y), x = tensor<float, 4>{4, 9, 2, 1}, y = tensor<float, 4>{1, 2, 10, 7}) ==
              tensor<float, 4>{4, 81, 1024, 1});
static_assert(evaluate(reciprocal(x), x = tensor<double, 4>{1, -2, 4, 0}) ==
              tensor<double, 4>{1, -0.5, 0.25, Inf<double>});
