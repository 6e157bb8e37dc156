// SPDX-License-Identifier: BSL-1.0
// Activations in pieces and clamps: values and gradients inside, at the ends, and at NaN.
#include "check.hpp"
using namespace tapeless;

constexpr variable<"v", 5> v;
constexpr double infinity = check::inf<double>, nan = check::nan<double>;
using five = tensor<double, 5>;

constexpr bool gives(auto f, five const& at, five const& values, five const& slopes) {
  return check::close(evaluate(f, v = at), values) &&
         check::close(evaluate(gradient(sum(f), v), v = at), slopes);
}
static_assert(gives(leaky_relu(v), five{-2, -0.0, 0, 3, infinity}, five{-0.02, 0, 0, 3, infinity},
                    five{0.01, 0.01, 0.01, 1, 1}));
static_assert(gives(leaky_relu(v, 0.1_c), five{-2, 0, 1, nan, -infinity}, five{-0.2, 0, 1, nan, -infinity},
                    five{0.1, 0.1, 1, 0.1, 0.1}));
static_assert(gives(relu6(v), five{0, 6, 3, nan, infinity}, five{0, 6, 3, nan, 6}, five{0, 0, 1, 1, 0}));
static_assert(gives(hardtanh(v), five{-1, 1, 0.5, nan, -infinity}, five{-1, 1, 0.5, nan, -1},
                    five{0, 0, 1, 1, 0}));
static_assert(gives(hardtanh(v, -2_c, 0.5_c), five{-2, 0.5, -1, 7, -3}, five{-2, 0.5, -1, 0.5, -2},
                    five{0, 0, 1, 0, 0}));
static_assert(gives(hardsigmoid(v), five{-3, 3, 0, 9, -9}, five{0, 1, 0.5, 1, 0}, five{0, 0, 1. / 6, 0, 0}));
static_assert(gives(softshrink(v), five{-0.5, 0.5, 0, 2, -2}, five{0, 0, 0, 1.5, -1.5}, five{0, 0, 0, 1, 1}));
static_assert(gives(softshrink(v, 1_c), five{-1, 1, nan, 2, infinity}, five{0, 0, nan, 1, infinity},
                    five{0, 0, 1, 1, 1}));
static_assert(gives(hardshrink(v), five{-0.5, 0.5, 0.25, 2, nan}, five{0, 0, 0, 2, nan},
                    five{0, 0, 0, 1, 1}));
static_assert(gives(threshold(v, 0.5_c, -1_c), five{0.5, 0, 1, nan, infinity}, five{-1, -1, 1, nan, infinity},
                    five{0, 0, 1, 1, 1}));

// The exponential pieces: the slope at 0 is the left one, and far right nothing leaks.
constexpr double e1 = math::exp(-1.0), m1 = math::expm1(-1.0);
static_assert(gives(elu(v), five{-1, 0, 2, 1000, -infinity}, five{m1, 0, 2, 1000, -1}, five{e1, 1, 1, 1, 0}));
static_assert(gives(elu(v, 2_c), five{-1, 0, 2, 1000, infinity}, five{2 * m1, 0, 2, 1000, infinity},
                    five{2 * e1, 2, 1, 1, 1}));
static_assert(gives(celu(v, 0.5_c), five{-0.5, 0, 2, 1000, -infinity}, five{0.5 * m1, 0, 2, 1000, -0.5},
                    five{e1, 1, 1, 1, 0}));
constexpr double scale = 1.0507009873554805, slope = 1.7580993408473768;
static_assert(gives(selu(v), five{-1, 0, 2, 1000, -infinity},
                    five{slope * m1, 0, 2 * scale, 1000 * scale, -slope},
                    five{slope * e1, slope, scale, scale, 0}));
constexpr five inside{-2.5, -0.7, -0.2, 0.3, 1.9};
constexpr bool second(auto f) {
  return check::differences_agree(sum(square(gradient(sum(square(f)), v))), v, inside);
}
static_assert(second(elu(v, 0.7_c)) && second(celu(v, 0.7_c)) && second(selu(v)));

// prelu: one slope, or one for each channel.
constexpr variable<"a", 2> a;
constexpr variable<"s"> s;
constexpr variable<"m", 3, 2> m;
constexpr variable<"t", 1, 2, 1, 1, 2, 1> t;
constexpr tensor<double, 3, 2> matrix{{1, -2}, {-3, 4}, {-5, -6}};
static_assert(evaluate(prelu(m, a), m = matrix, a = tensor<double, 2>{0.5, 0.25}) ==
              tensor<double, 3, 2>{{1, -0.5}, {-1.5, 4}, {-2.5, -1.5}});
static_assert(evaluate(gradient(sum(prelu(m, a)), a), m = matrix, a = tensor<double, 2>{0.5, 0.25}) ==
              tensor<double, 2>{-8, -8});
static_assert(evaluate(gradient(sum(prelu(m, s)), s), m = matrix, s = 0.5) == -16.0);
static_assert(prelu(t, a).shape == t.shape && prelu(a, a).shape == shape{2});

// clamp: the bound itself belongs to x; NaN has no gradient; lo above hi is hi.
static_assert(gives(clamp(v, -1_c, 1_c), five{-1, 1, 0.5, nan, infinity}, five{-1, 1, 0.5, nan, 1},
                    five{1, 1, 1, 0, 0}));
static_assert(gives(clamp(v, 2_c, 1_c), five{0, 1, 1.5, 2, 3}, five{1, 1, 1, 1, 1}, five{0, 0, 0, 0, 0}));
static_assert(gives(clamp_min(v, 0_c), five{-1, 0, 1, nan, -infinity}, five{0, 0, 1, nan, 0},
                    five{0, 1, 1, 0, 0}));
static_assert(gives(clamp_max(v, 0_c), five{-1, 0, 1, nan, infinity}, five{-1, 0, 0, nan, 0},
                    five{1, 1, 0, 0, 0}));
constexpr variable<"lo", 3, 1> lo;
constexpr variable<"hi", 2> hi;
constexpr auto bounded_by_tensors = clamp(m, lo, hi);
constexpr tensor<double, 3, 1> low{{0}, {-4}, {-4}};
constexpr tensor<double, 2> high{0.5, 3};
static_assert(evaluate(bounded_by_tensors, m = matrix, lo = low, hi = high) ==
              tensor<double, 3, 2>{{0.5, 0}, {-3, 3}, {-4, -4}});
static_assert(evaluate(gradient(sum(bounded_by_tensors), m), m = matrix, lo = low, hi = high) ==
              tensor<double, 3, 2>{{0, 0}, {1, 0}, {0, 0}});
static_assert(evaluate(gradient(sum(bounded_by_tensors), lo), m = matrix, lo = low, hi = high) ==
              tensor<double, 3, 1>{{1}, {0}, {2}});
static_assert(evaluate(gradient(sum(bounded_by_tensors), hi), m = matrix, lo = low, hi = high) ==
              tensor<double, 2>{1, 1});
static_assert(evaluate(clamp(v, -1_c, 1_c), v = tensor<float, 5>{-2, -1, 0, 1, 2}) ==
              tensor<float, 5>{-1, -1, 0, 1, 1});
