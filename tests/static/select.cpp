// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::mixed, check::same;

constexpr variable<"W", 3, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"S", 2, 3> S;
constexpr variable<"m", 3, 4> m;
constexpr tensor<double, 3, 3> w{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
constexpr tensor<double, 3> v{.4, .5, .6};
constexpr auto y = matmul(W, x);

// topk is a product with the selection: as a formula, and so is its gradient.
static_assert(matmul(selection<2>(y), y) == topk<2>(y) && topk<2>(y) != topk<3>(y) &&
              topk<2>(y) != topk<2>(y, smallest));
static_assert(matmul(selection<2>(y, smallest), y) == topk<2>(y, smallest) &&
              topk<2>(y, largest) == topk<2>(y));
static_assert(matmul(selection<2>(x), y) != topk<2>(y));
static_assert(gradient(sum(square(matmul(selection<2>(y), y))), W) == gradient(sum(square(topk<2>(y))), W));
static_assert(gradient(sum(square(topk<2>(y))), W) != gradient(sum(square(topk<2>(y, smallest))), W));

// The selection itself: 0 and 1; the axis that is chosen along comes last.
static_assert(evaluate(selection<2>(y), W = w, x = v) == tensor<double, 2, 3>{{0, 0, 1}, {0, 1, 0}});
static_assert(selection<2>(m).shape == shape{3, 2, 4} && selection<2>(m, axis<0>).shape == shape{4, 2, 3});
static_assert(evaluate(selection<1>(m, axis<0>),
                       m = tensor<float, 3, 4>{{9, 0, 0, 0}, {0, 9, 0, 0}, {0, 0, 9, 9}}) ==
              tensor<float, 4, 1, 3>{{{1, 0, 0}}, {{0, 1, 0}}, {{0, 0, 1}}, {{0, 0, 1}}});
static_assert(evaluate(sum(selection<2>(m), axis<-1>), m = mixed<tensor<double, 3, 4>>()) ==
              tensor<double, 3, 2>{{1, 1}, {1, 1}, {1, 1}});

// A selection of one thing applied to another, to a matrix, transposed, scaled.
constexpr tensor<double, 3> u{5, 9, 1};
static_assert(evaluate(matmul(selection<2>(x), matmul(W, x)), x = u, W = w) == tensor<double, 2>{30, 15});
static_assert(evaluate(matmul(selection<2>(x), W), x = u, W = w) ==
              tensor<double, 2, 3>{{2, 2, 2}, {1, 1, 1}});
static_assert(evaluate(matmul(transpose(selection<2>(x)), topk<2>(x)), x = u) == tensor<double, 3>{5, 9, 0});
static_assert(evaluate(matmul(W, transpose(selection<2>(x))), x = u, W = w) ==
              tensor<double, 3, 2>{{1, 1}, {2, 2}, {3, 3}});
static_assert(evaluate(2_c * selection<1>(x), x = u) == tensor<double, 1, 3>{{0, 2, 0}});
static_assert(evaluate(matmul(selection<2>(m), reshape<3, 4, 1>(m)), m = mixed<tensor<double, 3, 4>>()) ==
              evaluate(reshape<3, 2, 1>(topk<2>(m)), m = mixed<tensor<double, 3, 4>>()));

// It is flat; what it is applied to is not.
static_assert(evaluate(gradient(sum(selection<2>(x)), x), x = u) == tensor<double, 3>{});
static_assert(evaluate(gradient(sum(matmul(selection<2>(x), matmul(W, x))), x), x = u, W = w) ==
              tensor<double, 3>{3, 3, 3});
static_assert(evaluate(gradient(sum(matmul(selection<2>(x), W)), W), x = u, W = w) ==
              tensor<double, 3, 3>{{1, 1, 1}, {1, 1, 1}, {0, 0, 0}});
static_assert(check::differences_agree(sum(square(matmul(selection<2>(m), transpose(m)))), m,
                                       mixed<tensor<double, 3, 4>>(5)));

// S as a free variable has its own gradient.
constexpr auto masked = sum(square(matmul(S, y)));
constexpr tensor<double, 2, 3> s{{0, 0, 1}, {0, 1, 0}};
static_assert(evaluate(gradient(masked, S), W = w, x = v, S = s) ==
              tensor<double, 2, 3>{{13.5, 27, 40.5}, {9, 18, 27}});
constexpr bool one_way_as_the_other() {
  auto const [dW, dx] = evaluate(gradient(sum(square(topk<2>(y))), W, x), W = w, x = v);
  auto const [eW, ex] = evaluate(gradient(masked, W, x), W = w, x = v, S = s);
  return dW == eW && dx == ex && dx == tensor<double, 3>{39, 39, 39};
}
static_assert(one_way_as_the_other());
