// SPDX-License-Identifier: BSL-1.0
#include <type_traits>
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"W", 2, 3> W;
constexpr variable<"x", 3> x;

// A formula is an empty object that knows its shape.
constexpr auto y = matmul(W, x);
static_assert(std::is_empty_v<decltype(y)> && Expression<decltype(W * 2_c)> && !Expression<int>);
static_assert(y.shape == shape{2} && sum(y).shape == scalar && (W + x).shape == shape{2, 3});
static_assert(sum(W, axis<0>, keepdims).shape == shape{1, 3} && topk<2>(x).shape == shape{2});
static_assert(y.kind == element::real && topk_indices<2>(x).kind == element::index);
static_assert(topk_indices<1>(reshape<3>(topk<3>(x))).kind == element::index);

// Options are no operands; they are part of the formula.
static_assert(decltype(sum(W, axis<0>))::how.arity == 1 && decltype(W + x)::how.arity == 2);
static_assert(sum(W, axis<0>) == sum(W, axis<-2>) && sum(W, axis<0>) != sum(W, axis<1>));

// A call on terms gives a term, on expressions an expression.
static_assert([] {
  graph g;
  term const a = variable_of(g, "a", shape{2, 3}), b = variable_of(g, "b", shape{3});
  return matmul(a, b).shape() == shape{2} && std::is_same_v<decltype(matmul(a, b)), term> &&
         (2 * a).shape() == shape{2, 3} && add(a, 1).shape() == shape{2, 3} &&
         sum(a, axis<1>).shape() == shape{2};
}());

// What cannot be is refused by overload resolution, with the sentence as the type of the result.
template <class A, class B>
concept CanAdd = requires(A a, B b) {
  { a + b } -> Expression;
};
template <class F, class... Xs>
constexpr bool fits = Fits<F, Xs...>;
static_assert(fits<matmul_call, variable<"W", 2, 3>, variable<"x", 3>>);
static_assert(!fits<matmul_call, variable<"W", 2, 3>, variable<"x", 2>>);
static_assert(
    phrase(mistake<applied<matmul_call, variable<"W", 2, 3>, variable<"x", 2>>>::problem) ==
    "matmul(a, b): the columns of a must match the rows of b; a is [2, 3], b is [2]");

// A user's own op, a composite without a derivative rule of its own.
struct average_call {
  static constexpr phrase name = "mean";
  constexpr term operator()(term a) const { return sum(a) / a.shape().size(); }
};
constexpr function<average_call> average;
static_assert(evaluate(average(W), W = tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}}) == 3.5);
static_assert(gradient(average(W), W) == gradient(sum(W) / 6_c, W));
