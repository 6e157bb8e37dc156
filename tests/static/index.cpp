// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <tapeless/ops/index.hpp>
using namespace tapeless;
using check::mixed, check::same;

constexpr variable<"v", 5> v;
constexpr variable<"x", 3, 4> x;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"taken", 3> taken;
constexpr variable<"pairs", 3, 2> pairs;
constexpr variable<"one"> one;
constexpr tensor<int, 3> twice{2, 0, 2};
constexpr tensor<int, 3, 2> pair_values{{2, 0}, {0, 2}, {2, 1}};
constexpr tensor<double, 5> u{1, 2, 4, 8, 16};
constexpr tensor<double, 3, 4> a{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
constexpr auto b = mixed<tensor<double, 2, 3, 4>>();

// Positions as a literal, as a variable, as a number.
template <class T>
constexpr bool of_every_scalar_type() {
  tensor<T, 5> const at{1, 2, 4, 8, 16};
  return evaluate(index_select(v, literal<twice>), v = at) == tensor<T, 3>{4, 1, 4} &&
         evaluate(index_select(v, taken), v = at, taken = twice) == tensor<T, 3>{4, 1, 4} &&
         evaluate(gather(v, taken), v = at, taken = twice) == tensor<T, 3>{4, 1, 4} &&
         evaluate(index_select(v, 3_c), v = at) == T(8) &&
         evaluate(one_hot<3>(taken), taken = tensor<T, 3>{2, 0, 2}) ==
             tensor<T, 3, 3>{{0, 0, 1}, {1, 0, 0}, {0, 0, 1}};
}
static_assert(of_every_scalar_type<float>() && of_every_scalar_type<double>() &&
              of_every_scalar_type<long double>());
static_assert(evaluate(index_select(x, literal<twice>), x = a) ==
              tensor<double, 3, 4>{{9, 10, 11, 12}, {1, 2, 3, 4}, {9, 10, 11, 12}});
static_assert(evaluate(index_select(x, taken, axis<-1>), x = a, taken = twice) ==
              tensor<double, 3, 3>{{3, 1, 3}, {7, 5, 7}, {11, 9, 11}});
static_assert(evaluate(gather(x, literal<pair_values>), x = a) ==
              tensor<double, 3, 2>{{3, 1}, {5, 7}, {11, 10}});
static_assert(evaluate(gather(x, pairs, axis<0>), x = a, pairs = pair_values) ==
              tensor<double, 3, 2>{{9, 2}, {1, 10}, {9, 6}});
static_assert(take_along_axis(x, pairs, axis<1>) == gather(x, pairs));
static_assert(evaluate(embedding(pairs, x), x = a, pairs = pair_values) ==
              evaluate(index_select(x, literal<pair_values>), x = a));
static_assert(embedding(pairs, x).shape == shape{3, 2, 4} && index_select(x, pairs, axis<1>).shape ==
              shape{3, 3, 2} &&
              index_select(x, one, axis<1>).shape == shape{3});
static_assert(evaluate(one_hot<4>(one), one = 2.) == tensor<double, 4>{0, 0, 1, 0});
static_assert(evaluate(matmul(one_hot<3>(taken), x), x = a, taken = twice) ==
              evaluate(index_select(x, taken), x = a, taken = twice));

// Rank 3 along every axis, against subscripts.
constexpr bool of_rank_3() {
  constexpr variable<"k", 2> k;
  constexpr tensor<int, 2> at{1, 0};
  auto const y0 = evaluate(index_select(t, k), t = b, k = at);
  auto const y1 = evaluate(index_select(t, k, axis<1>), t = b, k = at);
  auto const y2 = evaluate(index_select(t, k, axis<2>), t = b, k = at);
  for (int p = 0; p < 2; ++p)
    for (int q = 0; q < 3; ++q)
      for (int r = 0; r < 4; ++r) {
        if (y0(p, q, r) != b(at(p), q, r)) return false;
        if (q < 2 && y1(p, q, r) != b(p, at(q), r)) return false;
        if (r < 2 && y2(p, q, r) != b(p, q, at(r))) return false;
      }
  return true;
}
static_assert(of_rank_3());
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr auto c = mixed<tensor<double, 2, 1, 3, 2, 1, 2>>();
constexpr bool of_rank_6() {
  constexpr variable<"q", 2, 1, 2, 1, 1, 2> q;
  constexpr auto at = check::filled<tensor<int, 2, 1, 2, 1, 1, 2>>([](int n) { return n * 2 % 3; });
  auto const y = evaluate(gather(p, q, axis<2>), p = c, q = at);
  auto const z = evaluate(index_select(p, taken, axis<2>), p = c, taken = twice);
  for (int d = 0; d < 2; ++d)
    for (int e = 0; e < 2; ++e)
      for (int f = 0; f < 2; ++f) {
        if (y(d, 0, e, 0, 0, f) != c(d, 0, at(d, 0, e, 0, 0, f), 0, 0, f)) return false;
        for (int n = 0; n < 3; ++n)
          if (z(d, 0, n, e, 0, f) != c(d, 0, twice(n), e, 0, f)) return false;
      }
  return true;
}
static_assert(of_rank_6());

// What is taken twice gets both gradients; second derivatives.
constexpr variable<"w", 3> w;
constexpr tensor<double, 3> weights{10, 20, 40};
static_assert(evaluate(gradient(sum(index_select(v, literal<twice>) * w), v), v = u, w = weights) ==
              tensor<double, 5>{20, 0, 50, 0, 0});
static_assert(evaluate(gradient(sum(index_select(v, taken) * w), v), v = u, w = weights, taken = twice) ==
              tensor<double, 5>{20, 0, 50, 0, 0});
static_assert(evaluate(gradient(sum(square(embedding(taken, x))), x), x = a, taken = twice) ==
              tensor<double, 3, 4>{{2, 4, 6, 8}, {0, 0, 0, 0}, {36, 40, 44, 48}});
static_assert(evaluate(gradient(sum(gather(x, pairs, axis<0>)), x), x = a, pairs = pair_values) ==
              tensor<double, 3, 4>{{1, 1, 0, 0}, {0, 1, 0, 0}, {2, 1, 0, 0}});
constexpr auto cubes = sum(square(index_select(v, taken)) * index_select(v, taken));
static_assert(evaluate(gradient(sum(gradient(cubes, v) * v), v), v = u, taken = twice) ==
              tensor<double, 5>{9, 0, 288, 0, 0});

// A position found at run time to be none takes nothing: 0, and no gradient. Small formulas and kernels.
constexpr tensor<double, 3> outside{-1, 4, 5};
static_assert(evaluate(index_select(v, taken), v = u, taken = outside) == tensor<double, 3>{0, 16, 0});
static_assert(evaluate(index_select(v, taken), v = u, taken = tensor<double, 3>{check::nan<double>, 1.5,
              1e300}) ==
              tensor<double, 3>{});
static_assert(evaluate(gradient(sum(square(index_select(v, taken))), v), v = u, taken = outside) ==
              tensor<double, 5>{0, 0, 0, 0, 32});
static_assert(evaluate(one_hot<2>(taken), taken = outside) == tensor<double, 3, 2>{});
constexpr variable<"large", 40, 20> large;
constexpr variable<"rows", 30> rows;
constexpr auto d = mixed<tensor<double, 40, 20>>();
constexpr auto scattered = check::filled<tensor<double, 30>>([](int n) { return n * 17 % 44 - 2; });
constexpr bool as_kernels() {
  auto const y = evaluate(index_select(large, rows), large = d, rows = scattered);
  auto const g = evaluate(gradient(sum(square(index_select(large, rows))), large), large = d,
      rows = scattered);
  tensor<double, 40, 20> z;
  for (int n = 0; n < 30; ++n)
    for (int m = 0; m < 20; ++m) {
      double const from = scattered(n);
      bool const inside = from >= 0 && from < 40;
      if (y(n, m) != (inside ? d(int(from), m) : 0)) return false;
      if (inside) z(int(from), m) += 2 * d(int(from), m);
    }
  return g == z;
}
static_assert(as_kernels());
static_assert(evaluate(gradient(sum(index_select(large, rows, axis<1>)), large), large = d,
                       rows = tensor<int, 30>{}) ==
              check::filled<tensor<double, 40, 20>>([](int n) { return n % 20 == 0 ? 30 : 0; }));
