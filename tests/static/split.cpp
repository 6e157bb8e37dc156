// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"v", 5> v;
constexpr variable<"x", 2, 4> x;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr tensor<double, 5> a{1, 2, 3, 4, 5};
constexpr tensor<double, 2, 4> b{{1, 2, 3, 4}, {5, 6, 7, 8}};

// Parts as formulas, taken apart; evaluated together.
constexpr bool taken_apart() {
  auto const [first, second] = split<2, 3>(v);
  auto const [y0, y1] = evaluate(split<2, 3>(v), v = a);
  return first == part<0, 2, 3>(v) && second == part<1, 2, 3>(v, axis<0>) && first.shape == shape{2} &&
         y0 == tensor<double, 2>{1, 2} && y1 == tensor<double, 3>{3, 4, 5};
}
static_assert(taken_apart());
static_assert(evaluate(part<1, 1, 3>(x, axis<1>), x = b) == tensor<double, 2, 3>{{2, 3, 4}, {6, 7, 8}});
static_assert(part<0, 1, 1>(x) == part<0, 1, 1>(x, axis<-2>) && part<0, 5>(v) == v);
static_assert(part<1, 1, 2>(p, axis<2>).shape == shape{2, 1, 2, 2, 1, 2});
static_assert(std::tuple_size_v<decltype(split<1, 1, 1, 1>(x, axis<1>))> == 4);

// Inside of a function of terms.
constexpr auto halves = formula(
    [](auto y) {
      auto const [left, right] = split<2, 3>(y, axis<0>);
      auto const three = split<1, 1, 1>(right);
      return sum(left * left) * sum(three[0]) - sum(three[2]) * sum(right);
    },
    v);
static_assert(evaluate(halves, v = a) == 5.0 * 3 - 5 * 12);
static_assert(check::differences_agree(halves, v, a));
static_assert(check::differences_agree(sum(square(gradient(halves, v))), v, a));

// The gradient of the parts, one after another.
constexpr bool gradient_of_parts() {
  constexpr auto parts = split<1, 3>(x, axis<1>);
  constexpr auto f = sum(square(parts.get<0>())) * sum(parts.get<1>());
  return evaluate(gradient(f, x), x = b) ==
             tensor<double, 2, 4>{{2 * 30, 26, 26, 26}, {10 * 30, 26, 26, 26}} &&
         check::differences_agree(f, x, b);
}
static_assert(gradient_of_parts());
static_assert(evaluate(concat(split<2, 2>(x, axis<1>).get<1>(), split<2, 2>(x, axis<1>).get<0>(), axis<1>),
                       x = b) == tensor<double, 2, 4>{{3, 4, 1, 2}, {7, 8, 5, 6}});
