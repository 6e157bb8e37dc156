// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::mixed, check::same;

constexpr double infinity = check::Inf<double>, nan = check::nan<double>;
constexpr variable<"s"> s;
constexpr variable<"v", 4> v;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr auto b = mixed<tensor<double, 2, 3, 4>>();
constexpr auto c = mixed<tensor<double, 2, 1, 3, 2, 1, 2>>();

template <class T>
constexpr bool of_every_scalar_type() {
  tensor<T, 2, 3> const at{{1, 7, 3}, {4, -5, 6}};
  return evaluate(amax(x), x = at) == T(7) && evaluate(amin(x), x = at) == T(-5) &&
         evaluate(amax(x, axis<0>), x = at) == tensor<T, 3>{4, 7, 6} &&
         evaluate(amin(x, keepdims, axis<-1>), x = at) == tensor<T, 2, 1>{{1}, {-5}} &&
         evaluate(max(x, axis<1>), x = at) == tensor<T, 2>{7, 6} &&
         evaluate(min(x, axis<0>, keepdims), x = at) == tensor<T, 1, 3>{{1, -5, 3}} &&
         evaluate(argmax(x, axis<1>), x = at) == tensor<std::int64_t, 2>{1, 2} &&
         evaluate(argmin(x, axis<-2>, keepdims), x = at) == tensor<std::int64_t, 1, 3>{{0, 1, 0}} &&
         evaluate(argmin(x), x = at) == std::int64_t(4) && evaluate(amax(s), s = T(3)) == T(3);
}
static_assert(of_every_scalar_type<float>() && of_every_scalar_type<double>() &&
              of_every_scalar_type<long double>());
static_assert(max(x) == amax(x) && min(x, keepdims) == amin(x, keepdims));
static_assert(amax(x, axis<0, 1>) == amax(x) && amax(s) == s && amax(x, axis<0>) != max(x, axis<0>));

// Against loops, over axes that are neighbours and others.
constexpr bool of_rank_3_and_6() {
  auto const y1 = evaluate(amax(t, axis<1>), t = b);
  auto const y02 = evaluate(amin(t, axis<0, 2>), t = b);
  auto const i1 = evaluate(argmax(t, axis<1>), t = b);
  auto const z = evaluate(amax(p, axis<0, 2, -1>, keepdims), p = c);
  for (int k = 0; k < 4; ++k)
    for (int i = 0; i < 2; ++i) {
      int most = 0;
      for (int j = 1; j < 3; ++j)
        if (b(i, j, k) > b(i, most, k)) most = j;
      if (y1(i, k) != b(i, most, k) || i1(i, k) != most) return false;
    }
  for (int j = 0; j < 3; ++j) {
    double least = b(0, j, 0);
    for (int i = 0; i < 2; ++i)
      for (int k = 0; k < 4; ++k) least = b(i, j, k) < least ? b(i, j, k) : least;
    if (y02(j) != least) return false;
  }
  for (int d = 0; d < 2; ++d) {
    double most = -9;
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < 3; ++j)
        for (int k = 0; k < 2; ++k) most = c(i, 0, j, d, 0, k) > most ? c(i, 0, j, d, 0, k) : most;
    if (z(0, 0, 0, d, 0, 0) != most) return false;
  }
  return true;
}
static_assert(of_rank_3_and_6());

// Equal entries share, the first alone, or none.
constexpr tensor<double, 4> tied{3, 1, 3, 3};
static_assert(evaluate(gradient(amax(v), v), v = tensor<double, 4>{5, 1, 5, 3}) ==
              tensor<double, 4>{.5, 0, .5, 0});
static_assert(evaluate(gradient(amin(v), v), v = tensor<double, 4>{0, 0, 0, 0}) ==
              tensor<double, 4>{.25, .25, .25, .25});
static_assert(evaluate(gradient(amax(v, one_sided), v), v = tied) == tensor<double, 4>{1, 0, 0, 0});
static_assert(evaluate(gradient(max(v, axis<0>), v), v = tied) == tensor<double, 4>{1, 0, 0, 0});
static_assert(evaluate(gradient(min(v, axis<0>), v), v = tensor<double, 4>{2, 1, 1, 3}) ==
              tensor<double, 4>{0, 1, 0, 0});
static_assert(same(evaluate(gradient(amax(v, reject), v), v = tied), tensor<double, 4>{nan, 0, nan, nan}));
static_assert(evaluate(gradient(amax(v, reject), v), v = tensor<double, 4>{2, 1, 1, 3}) ==
              tensor<double, 4>{0, 0, 0, 1});
static_assert(evaluate(gradient(sum(amax(x, axis<0, 1>)), x), x = tensor<double, 2, 3>{{1, 4, 0}, {4, 4,
              4}}) ==
              tensor<double, 2, 3>{{0, .25, 0}, {.25, .25, .25}});
// Over axes that are no neighbours the sharing is even too: 1 of one line, 3 of another.
constexpr bool shared_evenly() {
  tensor<double, 2, 3, 4> at;
  at(0, 1, 2) = at(1, 1, 0) = at(1, 1, 1) = at(1, 1, 3) = 8;
  auto const g = evaluate(gradient(sum(amax(t, axis<0, 2>)), t), t = at);
  return g(0, 1, 2) == .25 && g(1, 1, 0) == .25 && g(1, 1, 3) == .25 && g(0, 1, 0) == 0 && g(0, 0, 0) == .125;
}
static_assert(shared_evenly());

// NaN wins; infinities; the first index.
static_assert(same(evaluate(amax(v), v = tensor<double, 4>{1, nan, 3, infinity}), tensor<double>(nan)));
static_assert(same(evaluate(amin(v), v = tensor<double, 4>{1, nan, 3, -infinity}), tensor<double>(nan)));
static_assert(same(evaluate(gradient(amax(v), v), v = tensor<double, 4>{1, nan, 3, 2}),
                   tensor<double, 4>{nan, nan, nan, nan}));
static_assert(same(evaluate(gradient(max(v, axis<0>), v), v = tensor<double, 4>{1, nan, 3, nan}),
                   tensor<double, 4>{0, 1, 0, 0}));
static_assert(evaluate(argmax(v), v = tensor<double, 4>{1, nan, infinity, nan}) == std::int64_t(1));
static_assert(evaluate(argmin(v), v = tensor<double, 4>{2, 1, 1, 1}) == std::int64_t(1));
static_assert(evaluate(amax(v), v = tensor<double, 4>{-infinity, -infinity, -infinity, -infinity}) ==
              -infinity);

// Gradients, and gradients of those; small and as kernels.
static_assert(check::differences_agree(sum(square(amax(t, axis<0, 2>))), t, b));
static_assert(check::differences_agree(sum(square(min(t, axis<1>)) * amax(t, axis<1>)), t, b));
constexpr auto twice = gradient(sum(square(amax(x, axis<1>)) * amin(x, axis<1>)), x);
static_assert(check::differences_agree(sum(twice * square(x)), x,
                                       tensor<double, 2, 3>{{1, 7, 3}, {4, -5, 6}}));
constexpr variable<"large", 30, 40> large;
constexpr auto d = check::filled<tensor<double, 30, 40>>([](int i) { return i * 389 % 1201; });
constexpr bool as_kernels() {
  auto const [most, first, at] = evaluate(
      formulas(amax(large, axis<0>), max(large, axis<0>), argmax(large, axis<0>)), large = d);
  auto const g = evaluate(gradient(sum(square(amax(large, axis<1>))), large), large = d);
  for (int j = 0; j < 40; ++j)
    if (most(j) != first(j) || most(j) != d(int(at(j)), j)) return false;
  for (int i = 0; i < 30; ++i) {
    int top = 0;
    for (int j = 1; j < 40; ++j) top = d(i, j) > d(i, top) ? j : top;
    for (int j = 0; j < 40; ++j)
      if (g(i, j) != (j == top ? 2 * d(i, j) : 0)) return false;
  }
  return true;
}
static_assert(as_kernels());
