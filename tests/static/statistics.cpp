// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close, check::mixed, check::same;

constexpr double nan = check::nan<double>;
constexpr variable<"s"> s;
constexpr variable<"v", 4> v;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr auto b = mixed<tensor<double, 2, 3, 4>>();
constexpr auto c = mixed<tensor<double, 2, 1, 3, 2, 1, 2>>();

template <class T>
constexpr bool of_every_scalar_type() {
  tensor<T, 2, 3> const at{{1, 2, 3}, {4, 8, 6}};
  return evaluate(mean(x), x = at) == T(4) && evaluate(mean(x, axis<0>), x = at) ==
      tensor<T, 3>{2.5, 5, 4.5} &&
         evaluate(mean(x, keepdims, axis<-1>), x = at) == tensor<T, 2, 1>{{2}, {6}} &&
         evaluate(var(x, axis<1>), x = at) == tensor<T, 2>{1, 4} &&
         evaluate(var(x, axis<1>, correction<0>), x = at) == tensor<T, 2>{T(2) / 3, T(8) / 3} &&
         evaluate(var(x, correction<-2>), x = at) == T(34) / 8 &&
         evaluate(stddev(x, keepdims, axis<1>), x = at) == tensor<T, 2, 1>{{1}, {2}} &&
         evaluate(mean(s), s = T(3)) == T(3);
}
static_assert(of_every_scalar_type<float>() && of_every_scalar_type<double>() &&
              of_every_scalar_type<long double>());
static_assert(mean(t, axis<0, 1, 2>) == mean(t) && var(t, axis<0, -1>) == var(t, axis<2, 0>) &&
              var(t) != var(t, correction<0>) && var(t, axis<1>).shape == shape{2, 4});

// Against loops, over axes that are neighbours and others.
constexpr bool of_rank_3_and_6() {
  auto const m = evaluate(mean(t, axis<0, 2>), t = b);
  auto const y = evaluate(var(t, axis<0, 2>), t = b);
  auto const z = evaluate(stddev(p, axis<5, 2, 0>, correction<2>, keepdims), p = c);
  for (int j = 0; j < 3; ++j) {
    double total = 0, squares = 0;
    for (int i = 0; i < 2; ++i)
      for (int k = 0; k < 4; ++k) total += b(i, j, k) / 8;
    for (int i = 0; i < 2; ++i)
      for (int k = 0; k < 4; ++k) squares += (b(i, j, k) - total) * (b(i, j, k) - total) / 7;
    if (!check::close_number(m(j), total, 1e-15) || !check::close_number(y(j), squares, 1e-14)) return false;
  }
  for (int d = 0; d < 2; ++d) {
    double total = 0, squares = 0;
    for (int i = 0; i < 12; ++i) total += c(i / 6, 0, i / 2 % 3, d, 0, i % 2) / 12;
    for (int i = 0; i < 12; ++i) {
      double const off = c(i / 6, 0, i / 2 % 3, d, 0, i % 2) - total;
      squares += off * off / 10;
    }
    double const got = z(0, 0, 0, d, 0, 0);
    if (!check::close_number(got * got, squares, 1e-14)) return false;
  }
  return true;
}
static_assert(of_rank_3_and_6());

// Where all entries are equal the deviation and its derivatives are 0, whatever the mean rounds to.
constexpr tensor<double, 4> equal_entries{.1, .1, .1, .1};
static_assert(evaluate(stddev(v), v = equal_entries) == 0.);
static_assert(evaluate(gradient(stddev(v), v), v = equal_entries) == tensor<double, 4>{});
constexpr variable<"w", 4> w;
static_assert(evaluate(gradient(sum(gradient(stddev(v), v) * w), v), v = equal_entries,
                       w = tensor<double, 4>{1, 2, 3, 4}) == tensor<double, 4>{});
static_assert(evaluate(gradient(var(v), v), v = equal_entries) == tensor<double, 4>{});
// Far from 0 nothing is lost.
static_assert(evaluate(var(v), v = tensor<double, 4>{1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4}) == 5 / 3.);
// Without a degree of freedom it is NaN.
static_assert(same(evaluate(var(s), s = 3.), tensor<double>(nan)) &&
              same(evaluate(stddev(v, correction<4>), v = equal_entries), tensor<double>(nan)));
static_assert(evaluate(var(s, correction<0>), s = 3.) == 0.);
static_assert(same(evaluate(var(v), v = tensor<double, 4>{1, nan, 2, 3}), tensor<double>(nan)));
static_assert(same(evaluate(mean(v), v = tensor<double, 4>{check::Inf<double>, 1, 2, 3}),
                   tensor<double>(check::Inf<double>)));

// Gradients, and gradients of those; small and as kernels.
static_assert(evaluate(gradient(mean(t), t), t = b) ==
              check::filled<tensor<double, 2, 3, 4>>([](int) { return 1 / 24.; }));
static_assert(check::differences_agree(sum(square(mean(t, axis<0, 2>))), t, b));
static_assert(check::differences_agree(sum(square(var(t, axis<0, 2>))), t, b));
static_assert(check::differences_agree(sum(stddev(t, axis<1>) * var(t, axis<1>, correction<0>)), t, b));
constexpr tensor<double, 2, 3> a{{1, 7, 3}, {4, -5, 6}};
constexpr auto first = gradient(sum(stddev(x, axis<1>) * var(x, axis<1>)), x);
static_assert(check::differences_agree(sum(first * square(x)), x, a));
constexpr variable<"large", 20, 30> large;
constexpr auto d = check::filled<tensor<double, 20, 30>>([](int i) { return i * 389 % 601 / 600.; });
static_assert(check::direction_agrees(sum(stddev(large, axis<0>)) + var(large), large, d,
                                      mixed<tensor<double, 20, 30>>()));
