// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::filled;

constexpr variable<"s"> s;
constexpr variable<"t"> t;
constexpr variable<"v", 2> v;
constexpr variable<"u", 3> u;
constexpr variable<"x", 2, 3> x;
constexpr variable<"y", 2, 1> y;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr tensor<double, 2> a{1, 2};
constexpr tensor<double, 3> b{3, 4, 5};
constexpr tensor<double, 2, 3> c{{1, 2, 3}, {4, 5, 6}};
constexpr tensor<double, 2, 1> d{{7}, {8}};
constexpr auto e = check::mixed<tensor<double, 2, 1, 3, 2, 1, 2>>();

// Values: two, one and many operands, each axis.
static_assert(evaluate(concat(v, u), v = a, u = b) == tensor<double, 5>{1, 2, 3, 4, 5});
static_assert(evaluate(concat(v, u, v, v, axis<0>), v = a, u = b) ==
              tensor<double, 9>{1, 2, 3, 4, 5, 1, 2, 1, 2});
static_assert(evaluate(concat(x, y, axis<1>), x = c, y = d) ==
              tensor<double, 2, 4>{{1, 2, 3, 7}, {4, 5, 6, 8}});
static_assert(evaluate(concat(y, x, y, axis<-1>), x = tensor<float, 2, 3>{{1, 2, 3}, {4, 5, 6}},
                       y = tensor<float, 2, 1>{{7}, {8}}) ==
              tensor<float, 2, 5>{{7, 1, 2, 3, 7}, {8, 4, 5, 6, 8}});
static_assert(concat(x, x).shape == shape{4, 3} && concat(x) == x && concat(p, p, axis<3>).shape[3] == 4);
constexpr bool rank_6() {
  auto const z = evaluate(concat(p, 2_c * p, axis<2>), p = e);
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 6; ++j)
      for (int k = 0; k < 2; ++k)
        for (int l = 0; l < 2; ++l)
          if (z(i, 0, j, k, 0, l) != (j < 3 ? 1 : 2) * e(i, 0, j % 3, k, 0, l)) return false;
  return true;
}
static_assert(rank_6());

// stack: a new axis, at each place.
static_assert(evaluate(stack(s, t, s), s = 1.0, t = 2.0) == tensor<double, 3>{1, 2, 1});
static_assert(evaluate(stack(v, 2_c * v), v = a) == tensor<double, 2, 2>{{1, 2}, {2, 4}});
static_assert(evaluate(stack(v, 2_c * v, 3_c * v, axis<1>), v = a) ==
              tensor<double, 2, 3>{{1, 2, 3}, {2, 4, 6}});
static_assert(stack(v, v, axis<-1>) == stack(v, v, axis<1>) && stack(v, v, axis<-2>) == stack(v, v));
static_assert(stack(x, x, x, axis<1>).shape == shape{2, 3, 3} && stack(v).shape == shape{1, 2});

// Numbers stand beside formulas.
static_assert(evaluate(stack(s, 1_c, t), s = 3.0, t = 2.0) == tensor<double, 3>{3, 1, 2});

// Gradients are the parts of g; second derivatives.
constexpr variable<"w", 5> w;
constexpr auto weighted = sum(square(concat(v, u)) * w);
constexpr tensor<double, 5> weights{1, -2, 3, 5, 7};
static_assert(check::differences_agree(weighted, v, a, u = b, w = weights));
static_assert(check::differences_agree(weighted, u, b, v = a, w = weights));
static_assert(check::differences_agree(weighted, w, weights, u = b, v = a));
constexpr auto mixed = sum(concat(v, u, v) * concat(u, v, v) * concat(v, v, u));
static_assert(check::differences_agree(mixed, v, a, u = b));
static_assert(check::differences_agree(sum(square(gradient(mixed, v))), u, b, v = a));
static_assert(check::differences_agree(
    sum(square(gradient(sum(concat(p, square(p), axis<2>) * concat(p, p, axis<2>)), p))), p, e));
static_assert(check::differences_agree(sum(stack(v, square(v), v, axis<1>) * x), v, a, x = c));
static_assert(check::differences_agree(sum(stack(v, square(v), v, axis<1>) * x), x, c, v = a));

// As kernels, on more entries than are written out.
constexpr variable<"m", 20, 20> m;
constexpr variable<"n", 20, 11> n;
constexpr bool of_many() {
  auto const f = check::mixed<tensor<double, 20, 20>>(1);
  auto const g = check::mixed<tensor<double, 20, 11>>(2);
  constexpr auto joined = concat(n, m, n, axis<1>);
  auto const [z, dm, dn] = evaluate(
      formulas(joined, gradient(sum(square(joined)), m), gradient(sum(square(joined)), n)), m = f, n = g);
  for (int i = 0; i < 20; ++i)
    for (int j = 0; j < 42; ++j) {
      bool const inner = j >= 11 && j < 31;
      if (z(i, j) != (inner ? f(i, j - 11) : g(i, j % 31))) return false;
      if (inner ? dm(i, j - 11) != 2 * f(i, j - 11) : dn(i, j % 31) != 4 * g(i, j % 31)) return false;
    }
  return true;
}
static_assert(of_many());

// Derivatives by parts are put side by side: nothing is added, in whatever order they come.
constexpr variable<"nine", 9> nine;
constexpr auto from(auto first, auto last) { return sum(exp(slice(nine, range<first.value, last.value>))); }
template <int N>
constexpr std::integral_constant<int, N> at_entry{};
constexpr auto apart = from(at_entry<7>, at_entry<8>) + from(at_entry<0>, at_entry<2>) +
                       from(at_entry<4>, at_entry<5>) + from(at_entry<2>, at_entry<3>);
constexpr auto ramp = filled<tensor<double, 9>>([](int i) { return 0.25 * i; });
constexpr bool side_by_side() {
  constexpr auto by_w = gradient(apart, nine);
  auto const g = evaluate(by_w, nine = ramp);
  auto const rises = evaluate(exp(nine), nine = ramp);
  for (std::size_t i = 0; i < 9; ++i)
    if (g[i] != (i == 3 || i == 5 || i == 6 || i == 8 ? 0 : rises[i])) return false;
  return flops(as_loops(by_w)) == 5;
}
static_assert(side_by_side());
// Where they overlap they are added; what lies within what is spread keeps its place.
static_assert(evaluate(gradient(sum(slice(nine, range<0, 4>)) + sum(slice(nine, range<2, 6>)), nine)) ==
              tensor<double, 9>{1, 1, 2, 2, 1, 1, 0, 0, 0});
static_assert(evaluate(gradient(sum(slice(nine, range<0, 9, 2>)) + sum(slice(nine, range<1, 9, 2>)), nine)) ==
              tensor<double, 9>{1, 1, 1, 1, 1, 1, 1, 1, 1});
