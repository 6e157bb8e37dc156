// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <limits>
using namespace tapeless;
using check::close_number, check::mixed, check::same;

constexpr double infinity = check::Inf<double>, nan = check::nan<double>;
constexpr variable<"s"> s;
constexpr variable<"v", 3> v;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr auto b = mixed<tensor<double, 2, 3, 4>>();
constexpr auto c = mixed<tensor<double, 2, 1, 3, 2, 1, 2>>();

template <class T>
constexpr bool of_every_scalar_type() {
  T const tolerance = 4 * std::numeric_limits<T>::epsilon();
  T const y = evaluate(logsumexp(v), v = tensor<T, 3>{1, 2, 3});
  T const far = evaluate(logsumexp(v), v = tensor<T, 3>{1001, 1002, 1003});
  return close_number(y, T(3.407605964444380304482919904545L), tolerance) &&
      close_number(far, 1000 + y, tolerance) &&
         evaluate(logsumexp(s), s = T(3)) == T(3);
}
static_assert(of_every_scalar_type<float>() && of_every_scalar_type<double>() &&
              of_every_scalar_type<long double>());
constexpr bool as_written_by_hand(auto const& y, auto const& z) {
  for (std::size_t i = 0; i < y.size(); ++i)
    if (!close_number(y.data()[i], z.data()[i], 1e-14)) return false;
  return true;
}
static_assert(as_written_by_hand(evaluate(logsumexp(t, axis<0, 2>, keepdims), t = b),
                                 evaluate(log(sum(exp(t), keepdims, axis<2, 0>)), t = b)));
static_assert(as_written_by_hand(evaluate(logsumexp(p, axis<-1, 0, 2>), p = c),
                                 evaluate(log(sum(exp(p), axis<5, 0, 2>)), p = c)));
// Beside a greatest entry of 0 the result is small, and relatively accurate.
static_assert(evaluate(logsumexp(v), v = tensor<double, 3>{0, -80, -infinity}) == evaluate(exp(s), s = -80.));

// Entries -inf have no weight; inf takes all and leaves no gradient to tell.
static_assert(evaluate(logsumexp(v), v = tensor<double, 3>{-infinity, -infinity, -infinity}) == -infinity);
static_assert(evaluate(gradient(logsumexp(v), v), v = tensor<double, 3>{-infinity, -infinity, -infinity}) ==
              tensor<double, 3>{});
static_assert(evaluate(logsumexp(v), v = tensor<double, 3>{-infinity, 1, -infinity}) == 1.);
static_assert(evaluate(gradient(logsumexp(v), v), v = tensor<double, 3>{-infinity, 1, 1}) ==
              tensor<double, 3>{0, .5, .5});
static_assert(evaluate(logsumexp(v), v = tensor<double, 3>{infinity, 1, infinity}) == infinity);
static_assert(same(evaluate(gradient(logsumexp(v), v), v = tensor<double, 3>{infinity, 1, -infinity}),
                   tensor<double, 3>{nan, 0, 0}));
static_assert(same(evaluate(logsumexp(v), v = tensor<double, 3>{infinity, nan, 1}), tensor<double>(nan)));
static_assert(evaluate(gradient(logsumexp(v), v), v = tensor<double, 3>{1e308, -1e308, 1e308}) ==
              tensor<double, 3>{.5, 0, .5});

// Gradients, and gradients of those; small and as kernels.
static_assert(check::differences_agree(sum(square(logsumexp(t, axis<0, 2>))), t, b));
constexpr variable<"w", 3> w;
constexpr auto twice = gradient(sum(gradient(logsumexp(v), v) * w), v);
static_assert(check::differences_agree(sum(gradient(logsumexp(v), v) * w), v, tensor<double, 3>{.5, -1, .25},
                                       w = tensor<double, 3>{1, -2, 3}));
static_assert(check::differences_agree(sum(twice * v), v, tensor<double, 3>{.5, -1, .25},
                                       w = tensor<double, 3>{1, -2, 3}));
static_assert(evaluate(twice, v = tensor<double, 3>{-infinity, 0, 0}, w = tensor<double, 3>{1, 1, -1}) ==
              tensor<double, 3>{0, .5, -.5});
constexpr variable<"large", 20, 30> large;
constexpr auto d = mixed<tensor<double, 20, 30>>(3);
static_assert(check::direction_agrees(sum(square(logsumexp(large, axis<0>))), large, d,
                                      mixed<tensor<double, 20, 30>>()));
