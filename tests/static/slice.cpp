// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::filled;

constexpr variable<"s"> s;
constexpr variable<"v", 6> v;
constexpr variable<"x", 3, 4> x;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr tensor<double, 6> a{0, 1, 2, 3, 4, 5};
constexpr auto b = filled<tensor<double, 3, 4>>([](int i) { return i; });
constexpr auto c = filled<tensor<double, 2, 1, 3, 2, 1, 2>>([](int i) { return i; });

// Ranges: start, stop, step; open ends; from the back; backwards.
static_assert(evaluate(slice(v, range<1, 5>), v = a) == tensor<double, 4>{1, 2, 3, 4});
static_assert(evaluate(slice(v, range<0, 6, 2>), v = a) == tensor<double, 3>{0, 2, 4});
static_assert(evaluate(slice(v, range<1, open_end, 3>), v = a) == tensor<double, 2>{1, 4});
static_assert(evaluate(slice(v, range<-3, -1>), v = a) == tensor<double, 2>{3, 4});
static_assert(evaluate(slice(v, range<4>), v = a) == tensor<double, 2>{4, 5});
static_assert(evaluate(slice(v, range<open_end, 2>), v = a) == tensor<double, 2>{0, 1});
static_assert(evaluate(slice(v, range<open_end, open_end, -1>), v = a) ==
              tensor<double, 6>{5, 4, 3, 2, 1, 0});
static_assert(evaluate(slice(v, range<4, 0, -2>), v = a) == tensor<double, 2>{4, 2});
static_assert(evaluate(slice(v, range<open_end, open_end, -4>), v = a) == tensor<double, 2>{5, 1});
static_assert(slice(v, range<>) == v && slice(v, range<0, 6>) == v);

// One entry: its axis is gone.
static_assert(evaluate(slice(v, at<-1>), v = tensor<float, 6>{0, 1, 2, 3, 4, 5}) == 5.0f);
static_assert(evaluate(slice(x, at<1>), x = b) == tensor<double, 4>{4, 5, 6, 7});
static_assert(evaluate(slice(x, range<>, at<2>), x = b) == tensor<double, 3>{2, 6, 10});
static_assert(evaluate(slice(x, at<2>, at<3>), x = b) == 11.0);
static_assert(slice(x, axis<-1>, at<2>) == slice(x, range<>, at<2>));
static_assert(slice(x, axis<1, 0>, at<0>, range<1, 3>) == slice(x, range<1, 3>, at<0>));
static_assert(evaluate(slice(x, range<0, 3, 2>, range<3, 0, -2>), x = b) ==
              tensor<double, 2, 2>{{3, 1}, {11, 9}});

// Rank 6, against the definition.
constexpr bool rank_6() {
  auto const y = evaluate(slice(p, range<>, at<0>, range<2, 0, -1>, at<1>, range<>, range<1, 2>), p = c);
  static_assert(std::is_same_v<decltype(y), tensor<double, 2, 2, 1, 1> const>);
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      if (y(i, j, 0, 0) != c(i, 0, 2 - j, 1, 0, 1)) return false;
  return true;
}
static_assert(rank_6());

// Slices of slices are one slice; a slice of what was spread by it is the operand.
static_assert(slice(slice(v, range<1, 6>), range<0, 5, 2>) == slice(v, range<1, 6, 2>));
static_assert(flip(flip(x)) == x && flip(flip(x, axis<0>), axis<1>) == flip(x));
static_assert(evaluate(flip(x, axis<1>), x = b) ==
              tensor<double, 3, 4>{{3, 2, 1, 0}, {7, 6, 5, 4}, {11, 10, 9, 8}});
static_assert(evaluate(flip(x), x = b)(0, 0) == 11 && flip(s) == s);

// Gradients: entries go back, and to no other place; second derivatives.
constexpr variable<"w", 3> w;
static_assert(evaluate(gradient(sum(slice(v, range<5, 2, -1>)), v), v = a) ==
              tensor<double, 6>{0, 0, 0, 1, 1, 1});
static_assert(evaluate(gradient(sum(slice(v, range<0, 6, 2>) * w), v), v = a,
                       w = tensor<double, 3>{1, 2, 3}) == tensor<double, 6>{1, 0, 2, 0, 3, 0});
static_assert(evaluate(gradient(sum(slice(v, range<4, open_end, -2>) * w), v), v = a,
                       w = tensor<double, 3>{1, 2, 3}) == tensor<double, 6>{3, 0, 2, 0, 1, 0});
static_assert(gradient(sum(flip(x) * x), x) == 2_c * flip(x));
constexpr auto cubes = sum(slice(x, range<1, 3>, range<3, open_end, -3>) *
                           slice(x, range<0, 2>, range<0, 2>) * slice(x, at<2>, range<1, 3>));
static_assert(check::differences_agree(cubes, x, b));
static_assert(check::differences_agree(sum(square(gradient(cubes, x))), x,
                                       check::mixed<tensor<double, 3, 4>>()));
static_assert(check::differences_agree(sum(square(gradient(sum(square(square(flip(p, axis<0, 2>)))), p))), p,
                                       check::mixed<tensor<double, 2, 1, 3, 2, 1, 2>>()));
// A number that is not taken does not matter.
static_assert(evaluate(gradient(slice(v, at<0>) * slice(v, at<1>), v),
                       v = tensor<double, 6>{2, 3, check::nan<double>, check::inf<double>, 0, 0}) ==
              tensor<double, 6>{3, 2, 0, 0, 0, 0});

// As kernels, on more entries than are written out.
constexpr variable<"large", 30, 40> large;
constexpr auto d = check::mixed<tensor<double, 30, 40>>();
constexpr bool of_many() {
  auto const [y, g] =
      evaluate(formulas(slice(large, range<29, 2, -3>, range<1, 40, 2>),
                        gradient(sum(square(slice(large, range<29, 2, -3>, range<1, 40, 2>))), large)),
               large = d);
  for (int i = 0; i < 30; ++i)
    for (int j = 0; j < 40; ++j) {
      bool const taken = i > 2 && (29 - i) % 3 == 0 && j % 2 == 1;
      if (taken && y((29 - i) / 3, j / 2) != d(i, j)) return false;
      if (g(i, j) != (taken ? 2 * d(i, j) : 0)) return false;
    }
  return true;
}
static_assert(of_many());

// Truth and positions stay what they are.
static_assert(slice(topk_indices<3>(v), range<0, 2>).kind == element::index);
