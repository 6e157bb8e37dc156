// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;

// What a step computes from its input alone is computed in front of the loop. Results are those of the steps
// written out one by one.
constexpr variable<"W", 3, 3> W;
constexpr variable<"U", 3, 4> U;
constexpr variable<"b", 3> b;
constexpr variable<"h", 3> h;
constexpr variable<"xs", 3, 4> xs;
constexpr auto w = check::filled<tensor<double, 3, 3>>([](int i) { return (i * 5 % 7 - 3) / 8.0; });
constexpr auto u = check::filled<tensor<double, 3, 4>>([](int i) { return (i * 7 % 11 - 5) / 9.0; });
constexpr auto inputs = check::filled<tensor<double, 3, 4>>([](int i) { return (i * 3 % 13 - 6) / 7.0; });
constexpr tensor<double, 3> start{0.5, -0.25, 0.125}, bias{-0.5, 0.75, 0.0625};
constexpr auto of(auto f) { return evaluate(f, W = w, U = u, b = bias, h = start, xs = inputs); }

template <class Step, class... P>
constexpr auto one_by_one(Step step, P... p) {
  return step(step(step(h, slice(xs, at<0>), p...), slice(xs, at<1>), p...), slice(xs, at<2>), p...);
}
template <class Step, class... P>
constexpr bool as_written(Step step, P... p) {
  constexpr auto loop = sum(exp(scan<3>(Step{}, h, xs, P{}..., last_state)));
  constexpr auto steps = sum(exp(one_by_one(Step{}, P{}...)));
  (void)step, ((void)p, ...);
  return close(of(gradient(loop, xs)), of(gradient(steps, xs)), 1e-13) &&
         close(of(gradient(loop, h)), of(gradient(steps, h)), 1e-13) &&
         (close(of(gradient(loop, p)), of(gradient(steps, p)), 1e-13) && ...) &&
         close(of(gradient(sum(square(gradient(loop, h))), xs)),
               of(gradient(sum(square(gradient(steps, h))), xs)), 1e-13);
}
constexpr auto plain = [](auto s, auto x, auto m, auto n, auto d) {
  return tanh(matmul(m, s) + (matmul(n, x) + d));
};
static_assert(as_written(plain, W, U, b));
// An input that is needed besides, a parameter for both sides of the loop, one that no step needs.
constexpr auto both = [](auto s, auto x, auto m, auto n, auto d) {
  return tanh(matmul(m, s) + matmul(m, d) * sin(matmul(n, x))) + square(slice(x, range<0, 3>));
};
static_assert(as_written(both, W, U, b));
constexpr auto ignoring = [](auto s, auto x, auto n, auto, auto d) { return s * d + exp(matmul(n, x)); };
template <class Step, class X, class... P>
constexpr bool as_written_by(Step step, X x, P... p) {
  constexpr auto loop = sum(exp(scan<3>(Step{}, h, xs, P{}..., last_state)));
  return close(of(gradient(loop, x)), of(gradient(sum(exp(one_by_one(step, p...))), x)), 1e-13);
}
static_assert(as_written_by(ignoring, U, U, W, b) && as_written_by(ignoring, b, U, W, b));
// One tensor as two parameters.
constexpr auto twice = [](auto s, auto x, auto m, auto n, auto k) {
  return tanh(matmul(m, s) + matmul(n, x) - matmul(k, sin(x)));
};
static_assert(as_written_by(twice, U, W, U, U) && as_written_by(twice, xs, W, U, U));
// A step that does not look at its state.
constexpr auto forgetting = [](auto, auto x, auto n) { return cos(matmul(n, x)); };
static_assert(as_written_by(forgetting, U, U) && as_written_by(forgetting, xs, U));
// A matrix of many rows is kept by columns.
constexpr variable<"high", 16, 3> high;
constexpr auto of_high = check::filled<tensor<double, 16, 3>>([](int i) { return (i * 5 % 13 - 6) / 11.0; });
constexpr auto gated = [](auto s, auto x, auto m, auto n) {
  auto const z = reshape<4, 4>(matmul(m, s));
  return tanh(slice(sum(square(z), axis<0>), range<0, 3>) + slice(z, at<1>, range<1, 4>) + matmul(n, x));
};
constexpr auto in_loop = sum(scan<3>(gated, h, xs, high, U, last_state));
constexpr auto in_steps = sum(one_by_one(gated, high, U));
constexpr auto of_gates(auto f) { return evaluate(f, high = of_high, U = u, h = start, xs = inputs); }
static_assert(close(of_gates(gradient(in_loop, high)), of_gates(gradient(in_steps, high)), 1e-13));
static_assert(close(of_gates(gradient(in_loop, h)), of_gates(gradient(in_steps, h)), 1e-13));
// All of a batch.
constexpr variable<"many", 5, 3, 4> many;
constexpr auto slope = gradient(sum(exp(scan<3>(plain, h, xs, W, U, b))), U);
constexpr auto some = check::filled<tensor<double, 5, 3, 4>>([](int i) { return (i * 3 % 17 - 8) / 9.0; });
constexpr auto of_all = evaluate(batch(slope, xs, many), many = some, W = w, U = u, b = bias, h = start);
constexpr auto fourth = check::filled<tensor<double, 3, 4>>([](int i) { return some.data()[4 * 12 + i]; });
constexpr auto of_last = evaluate(slope, xs = fourth, W = w, U = u, b = bias, h = start);
constexpr auto last_of_all = check::filled<tensor<double, 3, 4>>([](int i) { return of_all.data()[48 + i]; });
static_assert(close(of_last, last_of_all));
