// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::close;

constexpr variable<"X", 4, 3> X;
constexpr variable<"T", 2, 4> T;
constexpr variable<"W", 2, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"t", 2> t;
constexpr auto inputs = check::mixed<tensor<double, 4, 3>>(2);
constexpr auto targets = check::mixed<tensor<double, 2, 4>>(3);
constexpr auto weights = check::mixed<tensor<double, 2, 3>>(1);
constexpr auto value(auto f) { return evaluate(f, W = weights, X = inputs, T = targets); }

// Against a loop over samples, by hand.
constexpr auto one = [](auto v, auto m) { return softmax(tanh(matmul(m, v))); };
template <int I>
constexpr auto sample = formula(one, slice(X, at<I>), W);
constexpr auto loop = stack(sample<0>, sample<1>, sample<2>, sample<3>);
constexpr auto batched = batch<4>(one, X, W, shared);
static_assert(batched.shape == shape{4, 2});
static_assert(check::same(value(batched), value(loop)));
static_assert(close(value(gradient(sum(square(batched)), W)), value(gradient(sum(square(loop)), W))) &&
              close(value(gradient(sum(square(batched)), X)), value(gradient(sum(square(loop)), X))));
constexpr auto curved(auto f) { return gradient(sum(square(gradient(sum(square(f)), W))), X); }
static_assert(close(value(curved(batched)), value(curved(loop)), 1e-13));
static_assert(close(value(jvp(batched, W, W, X, X)), value(jvp(loop, W, W, X, X))));

// One formula, however it is asked for: of a formula, without the number of samples, along other axes.
static_assert(batch(formula(one, x, W), x, X) == batched && batch(one, X, W, shared) == batched &&
              batch(one, transpose(X), batch_axis<-1>, W, shared) == batched);
static_assert(batch(one, x, shared, broadcast_to<5, 2, 3>(W)).shape == shape{5, 2});
static_assert(batch<4>(formula([](auto m) { return 2 * m; }, W), x, X).shape == shape{4, 2, 3});  // repeated

// One matrix for all samples is one product; steps do not depend on the number of samples.
constexpr variable<"many", 64, 100> many;
constexpr variable<"V", 50, 100> V;
constexpr auto layer = batch([](auto v, auto m) { return tanh(matmul(m, v)); }, many, V, shared);
static_assert(layer == tanh(matmul(many, transpose(V))));
static_assert(steps(gradient(sum(layer), V)) < 10);

// Gradients of single samples, and those of a loss over all of them.
constexpr auto loss = [](auto v, auto goal, auto m) { return sum(square(one(v, m) - goal)); };
constexpr auto of_each = batch([](auto v, auto goal, auto m) { return gradient(loss(v, goal, m), m); }, X, T,
                               batch_axis<1>, W, shared);
static_assert(of_each.shape == shape{4, 2, 3});
constexpr auto total = sum(batch(formula(loss, x, t, W), x, X, t, T, batch_axis<1>));
static_assert(close(value(sum(of_each, axis<0>)), value(gradient(total, W))));
static_assert(close(value(slice(of_each, at<2>)),
                    value(gradient(formula(loss, slice(X, at<2>), slice(T, axis<1>, at<2>), W), W))));

// Batches in batches: all inner products; three deep, selections of their own at each depth.
constexpr auto products =
    batch([](auto v, auto m) { return batch([](auto row, auto u) { return dot(row, u); }, m, v, shared); }, X,
          W, shared);
static_assert(close(value(products), value(matmul(X, transpose(W)))));
constexpr variable<"A", 2, 3, 2, 5> A;
constexpr auto cube = check::mixed<tensor<double, 2, 3, 2, 5>>(7);
constexpr auto greatest_squared = [](auto v) { return square(topk<2>(v)); };
constexpr auto inner = [](auto v) { return batch(greatest_squared, v); };
constexpr auto middle = [](auto v) { return batch(inner, v); };
static_assert(evaluate(batch(middle, A), A = cube) == evaluate(square(topk<2>(A)), A = cube));
static_assert(evaluate(gradient(sum(batch(middle, A)), A), A = cube) ==
              evaluate(gradient(sum(square(topk<2>(A))), A), A = cube));
// A selection of a sample's own that serves two further axes, and matrices that samples share.
constexpr auto rows_of_best =
    batch([](auto v) { return index_select(v, topk_indices<3>(slice(v, at<0>, at<1>)), axis<2>); }, A,
          batch_axis<0>);
constexpr auto picked_by_hand =
    stack(index_select(slice(A, at<0>), topk_indices<3>(slice(A, at<0>, at<0>, at<1>)), axis<2>),
          index_select(slice(A, at<1>), topk_indices<3>(slice(A, at<1>, at<0>, at<1>)), axis<2>));
static_assert(evaluate(rows_of_best, A = cube) == evaluate(picked_by_hand, A = cube));
static_assert(evaluate(gradient(sum(square(rows_of_best)), A), A = cube) ==
              evaluate(gradient(sum(square(picked_by_hand)), A), A = cube));
constexpr variable<"S", 3, 3> S;
constexpr tensor<double, 3, 3> coefficients{{4, 1, -1}, {0.5, 3, 1}, {-1, 0.25, 5}};
constexpr auto solved = batch([](auto v, auto m) { return solve(m, v); }, X, S, shared);
constexpr auto solved_by_hand = transpose(matmul(inverse(S), transpose(X)));
static_assert(close(evaluate(solved, S = coefficients, X = inputs),
                    evaluate(solved_by_hand, S = coefficients, X = inputs), 1e-13));
static_assert(close(evaluate(gradient(sum(square(solved)), S), S = coefficients, X = inputs),
                    evaluate(gradient(sum(square(solved_by_hand)), S), S = coefficients, X = inputs), 1e-12));
constexpr auto own_systems =
    batch([](auto v, auto m) { return solve(m, v) + det(m); }, x, shared, broadcast_to<4, 3, 3>(S));
static_assert(close(evaluate(slice(own_systems, at<3>), S = coefficients, x = tensor<double, 3>{1, 2, 3}),
                    evaluate(solve(S, x) + det(S), S = coefficients, x = tensor<double, 3>{1, 2, 3}), 1e-13));

// A user's rule knows nothing of samples, at any depth; higher derivatives are those of the rule.
constexpr auto doubled = custom_gradient([](auto v) { return sum(v) * v; },
                                         [](auto g, auto, auto v) { return 10 * g * matmul(eye<3>, v); });
constexpr auto through = batch([](auto v) { return doubled(v); }, X);
static_assert(value(gradient(sum(through), X)) == value(10_c * X));
static_assert(value(gradient(sum(gradient(sum(through), X)), X)) == value(10_c + 0_c * X));
constexpr variable<"Y", 2, 4, 3> Y;
constexpr auto twice = batch([](auto m) { return batch([](auto v) { return doubled(v); }, m); }, Y);
static_assert(evaluate(gradient(sum(twice), Y), Y = check::mixed<tensor<double, 2, 4, 3>>()) ==
              evaluate(10_c * Y, Y = check::mixed<tensor<double, 2, 4, 3>>()));

// An op from outside without a rule is applied to one sample after another.
namespace mine {
struct ends_op {
  static constexpr phrase name = "ends";
  static constexpr cotangents pullback(term g, term, term v) {
    term const none = zero(*g.owner, shape{v.extent(0) - 2});
    return concat(slice(g, range<0, 1>), none, slice(g, range<1, 2>));
  }
  template <class N>
  static constexpr void evaluate(call const& c, N* y, N const* v) {
    y[0] = v[0];
    y[1] = v[c.x[0].size() - 1];
  }
  constexpr term operator()(term v) const { return make<ends_op>(shape{2}, 0, v); }
};
}  // namespace mine
constexpr auto ends = batch([](auto v) { return function<mine::ends_op>{}(v)*sum(v); }, X);
constexpr auto ends_by_hand = slice(X, range<>, range<0, 3, 2>) * sum(X, axis<1>, keepdims);
static_assert(value(ends) == value(ends_by_hand));
static_assert(close(value(gradient(sum(square(ends)), X)), value(gradient(sum(square(ends_by_hand)), X))));
