// SPDX-License-Identifier: BSL-1.0
// silu, gelu, mish and their kin: values, slopes, limits, tails.
#include "check.hpp"
#include <limits>
using namespace tapeless::core;

constexpr variable<"x"> x;
constexpr variable<"v", 4> v;
constexpr variable<"t", 2, 1, 2, 1, 2, 1> t;
constexpr double infinity = check::inf<double>, nan = check::nan<double>;

constexpr bool relatively(double got, double wanted) {
  return got == wanted ||
         magnitude(got - wanted) <= 64 * std::numeric_limits<double>::epsilon() * magnitude(wanted);
}
/// Value and slope at one point.
constexpr bool takes(auto f, double point, double value, double slope) {
  return relatively(evaluate(f, x = point), value) && relatively(evaluate(gradient(f, x), x = point), slope);
}
/// Values and slopes at -infinity, infinity and NaN, at second order too.
constexpr bool has_limits(auto f) {
  auto const slope = gradient(f, x);
  auto const curvature = gradient(slope, x);
  return evaluate(f, x = -infinity) == 0.0 && evaluate(f, x = infinity) == infinity &&
         evaluate(slope, x = -infinity) == 0.0 && evaluate(slope, x = infinity) == 1.0 &&
         evaluate(curvature, x = -infinity) == 0.0 && evaluate(curvature, x = infinity) == 0.0 &&
         check::same_number<double>(evaluate(f, x = nan), nan) &&
         check::same_number<double>(evaluate(slope, x = nan), nan);
}
static_assert(has_limits(silu(x)));
static_assert(has_limits(gelu(x)));
static_assert(has_limits(gelu_tanh(x)));
static_assert(has_limits(mish(x)));

// Numbers to 17 digits, computed with 60.
static_assert(takes(silu(x), -30, -2.807286890651789e-12, -2.713710660963134e-12));
static_assert(takes(silu(x), 30, 29.999999999997193, 1.0000000000027136));
static_assert(takes(gelu(x), -5, -1.4332578593959695e-06, -7.146946001792295e-06));
static_assert(takes(gelu_tanh(x), 6, 5.9999999999156035, 1.0000000007709977));
static_assert(takes(mish(x), 0, 0, 0.6) && takes(mish(x), 15, 14.999999999997192, 1.0000000000054283));
static_assert(takes(swish(x), 2, evaluate(silu(x), x = 2.0), evaluate(gradient(silu(x), x), x = 2.0)));
static_assert(takes(normal_cdf(x), -1.5, 0.066807201268858072, 0.12951759566589174));

// In other scalars, and at other ranks.
template <class T>
constexpr bool in(T point) {
  return check::close_number<T>(evaluate(silu(x), x = point), point * math::sigmoid(point), T(1e-6)) &&
         check::close_number<T>(evaluate(gelu(x), x = point), point * math::normal_distribution(point),
                                T(1e-6)) &&
         check::close_number<T>(evaluate(mish(x), x = point), point * math::tanh(math::softplus(point)),
                                T(1e-6));
}
static_assert(in(1.25f) && in(-2.5) && in(-2.5L));
static_assert(silu(t).shape == shape{2, 1, 2, 1, 2, 1} && hardswish(t).shape == t.shape);

// Gradients and second derivatives.
constexpr tensor<double, 4> points{-2.5, -0.25, 0.75, 3.5};
constexpr bool differentiates(auto f) {
  return check::differences_agree(sum(f), v, points) &&
         check::differences_agree(sum(square(gradient(sum(f), v))), v, points) &&
         check::differences_agree(sum(gradient(sum(gradient(sum(f), v)), v)), v, points);
}
static_assert(differentiates(silu(v)));
static_assert(differentiates(gelu(v)));
static_assert(differentiates(gelu_tanh(v)));
static_assert(differentiates(mish(v)));
static_assert(differentiates(normal_cdf(v)));
static_assert(differentiates(softsign(v)));
static_assert(differentiates(tanhshrink(v)));
constexpr variable<"p", 3> p;
static_assert(check::differences_agree(sum(gradient(sum(logit(p)), p)), p, tensor<double, 3>{0.1, 0.5, 0.8}));

// hardswish: the middle piece has its ends.
static_assert(evaluate(hardswish(v), v = tensor<double, 4>{-infinity, -3, 3, infinity}) ==
              tensor<double, 4>{0, 0, 3, infinity});
static_assert(evaluate(gradient(sum(hardswish(v)), v), v = tensor<double, 4>{-infinity, -3, 3, infinity}) ==
              tensor<double, 4>{0, -0.5, 1.5, 1});
static_assert(takes(hardswish(x), -3.5, 0, 0) && takes(hardswish(x), 1, 4. / 6, 5. / 6) &&
              takes(hardswish(x), 4, 4, 1));

// softsign, tanhshrink, logit where compositions lose their digits.
static_assert(takes(softsign(x), 1e100, 1, 1e-200) && takes(softsign(x), -1e-300, -1e-300, 1));
static_assert(takes(softsign(x), infinity, 1, 0) && takes(softsign(x), -infinity, -1, 0));
static_assert(takes(tanhshrink(x), 1e-5, 3.3333333332e-16, 9.9999999993333333e-11));
static_assert(takes(tanhshrink(x), -infinity, -infinity, 1));
static_assert(takes(logit(x), 1e-10, -23.025850929840455, 10000000001.0) && takes(logit(x), 0.5, 0, 4));
static_assert(relatively(evaluate(logit(x), x = 0.5 + 0x1p-40), 0x1p-38));
static_assert(evaluate(logit(x), x = 0.0) == -infinity && evaluate(logit(x), x = 1.0) == infinity &&
              evaluate(gradient(logit(x), x), x = 0.0) == infinity);
static_assert(check::same_number<double>(evaluate(logit(x), x = 1.5), nan));
