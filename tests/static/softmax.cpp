// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <limits>
using namespace tapeless::core;

constexpr double infinity = check::inf<double>, nan = check::nan<double>;
constexpr variable<"x", 3> x;
constexpr variable<"v", 3> v;
constexpr variable<"m", 2, 3> m;
constexpr variable<"w", 2, 3> w;
constexpr tensor<double, 2, 3> a{{1, 2, -1}, {0, 3, 0.5}}, b{{1, -2, 3}, {4, 5, 6}};

// Values: shares of a whole, along either axis, in each scalar.
template <class T>
constexpr bool shares() {
  auto const y = evaluate(softmax(x), x = tensor<T, 3>{-1, 0, 2});
  T const e0 = math::exp(T(-1)), e2 = math::exp(T(2));
  return check::close(y, tensor<T, 3>{e0 / (e0 + 1 + e2), 1 / (e0 + 1 + e2), e2 / (e0 + 1 + e2)});
}
static_assert(shares<float>() && shares<double>() && shares<long double>());
static_assert(check::close(evaluate(sum(softmax(m, axis<0>), axis<0>), m = a), tensor<double, 3>{1, 1, 1}));
static_assert(check::close(evaluate(exp(log_softmax(m)), m = a), evaluate(softmax(m), m = a)));
static_assert(check::close(evaluate(exp(log_softmax(m, axis<0>)), m = a),
                           evaluate(softmax(m, axis<-2>), m = a)));

// Rank 6, an axis in the middle: as the same entries along the last axis.
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr auto c = check::mixed<tensor<double, 2, 1, 3, 2, 1, 2>>(5);
static_assert(check::close(
    evaluate(softmax(p, axis<2>), p = c),
    evaluate(permute(softmax(permute(p, axis<0, 1, 3, 4, 5, 2>)), axis<0, 1, 5, 2, 3, 4>), p = c)));
static_assert(check::close(evaluate(log_softmax(p, axis<2>), p = c),
                           evaluate(log(softmax(p, axis<2>)), p = c)));

// As kernels, by halves of eight.
constexpr variable<"large", 6, 40> large;
constexpr auto d = check::mixed<tensor<double, 6, 40>>(2);
static_assert(check::close(evaluate(sum(softmax(large), axis<1>), large = d),
                           tensor<double, 6>{1, 1, 1, 1, 1, 1}));
static_assert(check::close(evaluate(exp(log_softmax(large)), large = d),
                           evaluate(softmax(large), large = d)));

// Gradients, and gradients of gradients.
static_assert(check::differences_agree(sum(softmax(m) * w), m, a, w = b));
static_assert(check::differences_agree(sum(square(softmax(m, axis<0>)) * w), m, a, w = b));
static_assert(check::differences_agree(sum(log_softmax(m) * w), m, a, w = b));
static_assert(check::differences_agree(sum(square(log_softmax(m, axis<0>)) * w), m, a, w = b));
static_assert(check::differences_agree(sum(gradient(sum(softmax(m) * w), m) * square(w)), m, a, w = b));
static_assert(check::differences_agree(sum(gradient(sum(log_softmax(m) * w), m) * square(w)), m, a, w = b));
// where one share is more than half, too
constexpr tensor<double, 2, 3> lopsided{{3, 0, -1}, {0, 4, 0.5}};
static_assert(check::differences_agree(sum(gradient(sum(softmax(m) * w), m) * square(w)), m, lopsided,
                                       w = b));
static_assert(check::differences_agree(sum(gradient(sum(log_softmax(m) * w), m) * square(w)), m, lopsided,
                                       w = b));

// No overflow, and no cancellation: what is small is relatively accurate.
static_assert(evaluate(softmax(x), x = tensor<double, 3>{1e300, -1e300, 1e300}) ==
              tensor<double, 3>{0.5, 0, 0.5});
constexpr double tiny = math::exp(-60.0);
constexpr bool relatively(double got, double wanted) {
  return magnitude(got - wanted) <= 8 * std::numeric_limits<double>::epsilon() * magnitude(wanted);
}
constexpr bool without_cancellation() {
  constexpr tensor<double, 3> far{0, 60, -300}, first{1, 0, 0}, second{0, 1, 0};
  auto const l = evaluate(log_softmax(x), x = far);
  auto const s = evaluate(gradient(sum(softmax(x) * v), x), x = far, v = first);
  auto const t = evaluate(gradient(sum(log_softmax(x) * v), x), x = far, v = second);
  return relatively(l(1), -tiny) && relatively(s(0), tiny) && relatively(s(1), -tiny) && s(2) < 0 &&
         relatively(t(0), -tiny) && relatively(t(1), tiny);
}
static_assert(without_cancellation());

// Infinities and NaN.
static_assert(check::close(evaluate(softmax(x), x = tensor<double, 3>{-infinity, 1, 2}),
                           tensor<double, 3>{0, 0.26894142136999512, 0.73105857863000488}));
static_assert(evaluate(gradient(sum(softmax(x) * v), x), x = tensor<double, 3>{-infinity, 0, 0},
                       v = tensor<double, 3>{5, 1, 3}) == tensor<double, 3>{0, -0.5, 0.5});
constexpr tensor<double, 3> none{nan, nan, nan};
static_assert(check::same(evaluate(softmax(x), x = tensor<double, 3>{-infinity, -infinity, -infinity}),
                          none));
static_assert(check::same(evaluate(gradient(sum(softmax(x) * v), x),
                                   x = tensor<double, 3>{-infinity, -infinity, -infinity},
                                   v = tensor<double, 3>{1, 2, 3}),
                          none));
static_assert(check::same(evaluate(softmax(x), x = tensor<double, 3>{1, nan, 2}), none));
static_assert(check::same(evaluate(log_softmax(x), x = tensor<double, 3>{nan, 1, 2}), none));
// Beside inf all is NaN, wherever it stands, written out and in loops.
static_assert([] {
  bool right = true;
  for (std::size_t i = 0; i < 3; ++i) {
    tensor<double, 3> at{1, -2, 3};
    at(i) = infinity;
    right = right && check::same(evaluate(log_softmax(x), x = at), none) &&
            check::same(evaluate(as_loops(log_softmax(x)), x = at), none) &&
            check::same(evaluate(softmax(x), x = at), none);
  }
  return right;
}());
static_assert(check::same(evaluate(log_softmax(x), x = tensor<double, 3>{-infinity, 0, -infinity}),
                          tensor<double, 3>{-infinity, 0, -infinity}));
constexpr variable<"one", 1> one;
static_assert(evaluate(softmax(one), one = tensor<double, 1>{7}) == tensor<double, 1>{1} &&
              evaluate(log_softmax(one), one = tensor<double, 1>{7}) == tensor<double, 1>{0});
