// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::same;

constexpr variable<"x", 2> x;
constexpr variable<"y", 2> y;
constexpr variable<"s"> s;

template <class T>
constexpr bool values_in_every_scalar_type() {
  tensor<T, 2> const a{3, -1.5}, b{-2, 0.25};
  return evaluate(x + y, x = a, y = b) == tensor<T, 2>{1, -1.25} &&
         evaluate(x - y, x = a, y = b) == tensor<T, 2>{5, -1.75} &&
         evaluate(x * y, x = a, y = b) == tensor<T, 2>{-6, -0.375} &&
         evaluate(x / y, x = a, y = b) == tensor<T, 2>{-1.5, -6} &&
         evaluate(-x, x = a) == tensor<T, 2>{-3, 1.5} &&
         evaluate(x / 3_c, x = a) == tensor<T, 2>{1, T(-1.5) / 3} &&
         evaluate(0.1_c * x, x = a)[0] == static_cast<T>(0.1L) * 3;
}
static_assert(values_in_every_scalar_type<float>());
static_assert(values_in_every_scalar_type<double>());

// The operators are the named functions.
static_assert(x + y == add(x, y) && x - y == subtract(x, y) && x * y == multiply(x, y) &&
              x / y == divide(x, y) && -x == negate(x));

// Broadcasting, both ways.
constexpr variable<"c", 3, 1> column;
constexpr tensor<double, 2> a{1, 2};
constexpr tensor<double, 3, 1> d{{10}, {20}, {30}};
constexpr tensor<double, 3, 2> sums{{11, 12}, {21, 22}, {31, 32}},
    differences{{-9, -8}, {-19, -18}, {-29, -28}};
static_assert(evaluate(x + column, x = a, column = d) == sums &&
              evaluate(column + x, x = a, column = d) == sums);
static_assert(evaluate(x - column, x = a, column = d) == differences &&
              evaluate(-(column - x), x = a, column = d) == differences);
static_assert(evaluate(s * x, s = 3.0, x = a) == tensor<double, 2>{3, 6} &&
              evaluate(x / s, s = 4.0, x = a) == tensor<double, 2>{0.25, 0.5});
static_assert(evaluate(s / x, s = 4.0, x = a) == tensor<double, 2>{4, 2} &&
              evaluate(2_c - x, x = a) == tensor<double, 2>{1, 0});
constexpr variable<"u", 2, 1, 3, 1, 2, 1> u;
constexpr variable<"w", 4, 1, 2, 1, 3> w;
static_assert((u * w).shape == shape{2, 4, 3, 2, 2, 3} && (w * u).shape == shape{2, 4, 3, 2, 2, 3});
constexpr bool broadcasts_at_rank_6() {
  auto const at_u = check::mixed<tensor<double, 2, 1, 3, 1, 2, 1>>(1);
  auto const at_w = check::mixed<tensor<double, 4, 1, 2, 1, 3>>(2);
  auto const product = evaluate(u * w, u = at_u, w = at_w), difference = evaluate(u - w, w = at_w, u = at_u);
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 4; ++j)
      for (int k = 0; k < 3; ++k)
        for (int l = 0; l < 2; ++l)
          for (int m = 0; m < 2; ++m)
            for (int n = 0; n < 3; ++n) {
              double const f = at_u(i, 0, k, 0, m, 0), g = at_w(j, 0, l, 0, n);
              if (product(i, j, k, l, m, n) != f * g || difference(i, j, k, l, m, n) != f - g) return false;
            }
  return true;
}
static_assert(broadcasts_at_rank_6());

// Gradients, by hand; summed over the axes that were repeated.
constexpr tensor<double, 2> p{3, -1.5}, q{-2, 0.25};
static_assert(gradient(sum(x * y), x) == y && gradient(sum(x + y), y) == gradient(sum(y), y));
static_assert(evaluate(gradient(sum(x / y), x), x = p, y = q) == tensor<double, 2>{-0.5, 4});
static_assert(evaluate(gradient(sum(x / y), y), x = p, y = q) == tensor<double, 2>{-0.75, 24});
static_assert(evaluate(gradient(sum(x - y), y), x = p, y = q) == tensor<double, 2>{-1, -1});
static_assert(gradient(sum(s * x), s) == sum(x) && gradient(sum(s * x), x) == broadcast_to<2>(s));
static_assert(evaluate(gradient(sum(x * column), x), x = a, column = d) == tensor<double, 2>{60, 60});
static_assert(evaluate(gradient(sum(x * column), column), x = a, column = d) ==
              tensor<double, 3, 1>{{3}, {3}, {3}});
static_assert(check::differences_agree(sum((x - column) * (column / (x + 5_c))), x, a, column = d));
static_assert(check::differences_agree(sum((x - column) * (column / (x + 5_c))), column, d, x = a));

// What is equal as a formula, and what is not.
static_assert(x + y == y + x && x * y == y * x && x - y != y - x && x / y != y / x);
static_assert(x + x == 2_c * x && x + 0_c == x && x - 0_c == x && x * 1_c == x && x / 1_c == x && -(-x) == x);
static_assert(x + -y == x - y && x - -y == x + y && -x * y == -(x * y) && x * -y == -(x * y) &&
              -(x - y) == y - x);
static_assert(-1_c * x == -x && -x / y == -(x / y) && x / -y == -(x / y) && 0_c - x == -x);
static_assert(2_c * x != 3_c * x && x != y && x + y != x - y && 2_c * x != x * x);
static_assert(sum(x) != sum(y) && sum(variable<"z", 2>{}) != sum(variable<"z", 3>{}));

// Points where arithmetic has no number, in constant evaluation: infinities and NaN, never an error.
static_assert(same(evaluate(x / y, x = tensor<double, 2>{1, 0}, y = tensor<double, 2>{0, 0}),
                   tensor<double, 2>{Inf<double>, nan<double>}));
static_assert(same(evaluate(x / y, x = tensor<float, 2>{-1, 1}, y = tensor<float, 2>{0, -0.0f}),
                   tensor<float, 2>{-Inf<float>, -Inf<float>}));
static_assert(same(evaluate(x - y, x = tensor<double, 2>{Inf<double>, 1},
                            y = tensor<double, 2>{Inf<double>, Inf<double>}),
                   tensor<double, 2>{nan<double>, -Inf<double>}));
static_assert(same(evaluate(x * y, x = tensor<double, 2>{0, 1e200},
                            y = tensor<double, 2>{Inf<double>, -1e200}),
                   tensor<double, 2>{nan<double>, -Inf<double>}));
static_assert(same(evaluate(x + y, x = tensor<double, 2>{1e308, nan<double>},
                            y = tensor<double, 2>{1e308, 1}),
                   tensor<double, 2>{Inf<double>, nan<double>}));
static_assert(same(evaluate(gradient(sum(1_c / x), x), x = tensor<double, 2>{0, 1e200}),
                   tensor<double, 2>{-Inf<double>, -0.0}));
static_assert(same(evaluate(0_c * x, x = tensor<double, 2>{Inf<double>, 1}),
                   tensor<double, 2>{nan<double>, 0}));
static_assert(same(evaluate(1_c / 0_c * x, x = tensor<double, 2>{1, 0}),
                   tensor<double, 2>{Inf<double>, nan<double>}));
