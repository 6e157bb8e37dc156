// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <limits>
using namespace tapeless;
using check::close, check::mixed, check::same;

constexpr double nan = check::nan<double>;
constexpr variable<"s"> s;
constexpr variable<"v", 3> v;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"w", 3> w;
constexpr tensor<double, 3> none{}, weights{1, -2, 3};
constexpr auto b = mixed<tensor<double, 2, 3, 4>>();

template <class T>
constexpr bool of_every_scalar_type() {
  tensor<T, 3> const at{3, -4, 12};
  return evaluate(norm(v), v = at) == T(13) && evaluate(norm(v, 1_c), v = at) == T(19) &&
         evaluate(norm(v, inf), v = at) == T(12) && evaluate(norm(v, 0_c), v = tensor<T, 3>{0, 2, 3}) ==
             T(2) &&
         evaluate(norm(v, 3_c), v = tensor<T, 3>{3, -4, 5}) == T(6) &&
         check::close_number(T(evaluate(norm(v, 4_c), v = tensor<T, 3>{3, -4, 0})),
             T(4.284572294953817125810639L),
                             4 * std::numeric_limits<T>::epsilon()) &&
         check::close_number(T(evaluate(norm(v, 0.5_c), v = tensor<T, 3>{4, -9, 0})), T(25),
                             4 * std::numeric_limits<T>::epsilon()) &&
         evaluate(norm(s), s = T(-3)) == T(3);
}
static_assert(of_every_scalar_type<float>() && of_every_scalar_type<double>() &&
              of_every_scalar_type<long double>());
static_assert(norm(v) == norm(v, 2_c) && norm(t, axis<0, 2>, keepdims).shape == shape{1, 3, 1} &&
              norm(t, inf, axis<1>).shape == shape{2, 4} && norm(t, 3_c, keepdims, axis<-1>).shape ==
                  shape{2, 3, 1});
static_assert(close(evaluate(norm(t, axis<0, 2>), t = b), evaluate(sqrt(sum(square(t), axis<0, 2>)), t = b)));
static_assert(close(evaluate(norm(t, inf, axis<1>), t = b), evaluate(amax(abs(t), axis<1>), t = b)));

// At 0 gradients and second derivatives are 0.
template <auto P>
constexpr bool flat_at_zero() {
  constexpr auto f = norm(v, P);
  return evaluate(f, v = none) == 0. && evaluate(gradient(f, v), v = none) == none &&
         evaluate(gradient(sum(gradient(f, v) * w), v), v = none, w = weights) == none;
}
static_assert(flat_at_zero<1_c>() && flat_at_zero<2_c>() && flat_at_zero<3_c>() && flat_at_zero<2.5_c>() &&
              flat_at_zero<4_c>());
// norm 1: the sign; norm inf: shared evenly, with the sign.
static_assert(evaluate(gradient(norm(v, 1_c), v), v = tensor<double, 3>{2, 0, -3}) ==
              tensor<double, 3>{1, 0, -1});
static_assert(evaluate(gradient(norm(v, inf), v), v = tensor<double, 3>{3, -3, 1}) ==
              tensor<double, 3>{.5, -.5, 0});
static_assert(evaluate(gradient(norm(v, inf, one_sided), v), v = tensor<double, 3>{1, -3, 3}) ==
              tensor<double, 3>{0, -1, 0});
static_assert(same(evaluate(gradient(norm(v, inf, reject), v), v = tensor<double, 3>{1, -3, 3}),
                   tensor<double, 3>{0, nan, nan}));
static_assert(same(evaluate(norm(v), v = tensor<double, 3>{1, nan, 3}), tensor<double>(nan)));
static_assert(evaluate(norm(v), v = tensor<double, 3>{1, check::Inf<double>, 3}) == check::Inf<double>);

// Gradients, and gradients of those; small and as kernels.
template <auto P>
constexpr bool first = check::direction_agrees(sum(square(norm(t, P, axis<0, 2>))), t, b,
                                               mixed<tensor<double, 2, 3, 4>>(5));
template <auto P>
constexpr bool second = check::differences_agree(sum(gradient(norm(v, P), v) * w), v,
                                                 tensor<double, 3>{3, -4, 2.5}, w = weights);
static_assert(first<2_c> && second<2_c> && first<3_c> && second<3_c>);
static_assert(first<2.5_c> && second<2.5_c> && first<4_c> && second<4_c>);
constexpr auto apart = check::filled<tensor<double, 2, 3, 4>>([](int i) { return i * 7 % 24 - 11.3; });
static_assert(check::differences_agree(sum(square(norm(t, inf, axis<1>)) * norm(t, 1_c, axis<1>)), t, apart));
constexpr variable<"large", 20, 30> large;
constexpr auto d = mixed<tensor<double, 20, 30>>(3);
static_assert(check::direction_agrees(sum(norm(large, axis<0>) * norm(large, 3_c, axis<0>)), large, d,
                                      mixed<tensor<double, 20, 30>>()));
// Its slope is x / |x|, and a number is doubled before it is repeated.
constexpr variable<"long", 50> longer;
static_assert(flops(as_loops(gradient(norm(longer), longer))) <= 3 * 50 + 60);
static_assert(flops(as_loops(gradient(square(sum(square(longer))), longer))) <= 3 * 50 + 4);
