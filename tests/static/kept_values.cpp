// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::same;

// What a forward loop keeps for the backward one is what that would compute again: with a checkpoint it does,
// to the same bits. Steps with truth values, positions, packed factors, parameters alone.
constexpr variable<"W", 3, 3> W;
constexpr variable<"h", 3> h;
constexpr variable<"xs", 6, 3> xs;
constexpr auto w = check::filled<tensor<double, 3, 3>>([](int i) { return (i * 5 % 7 - 3) / 8.0; });
constexpr tensor<double, 3> start{0.5, -0.25, 0.125};
constexpr auto inputs = check::mixed<tensor<double, 6, 3>>();
constexpr auto of(auto f) { return evaluate(f, W = w, h = start, xs = inputs); }

template <class Step, class... O>
constexpr auto loss(Step step, O... options) {
  return sum(exp(scan<6>(step, h, xs, W, last_state, options...)));
}
template <class Step>
constexpr bool keeps_bits(Step step) {
  constexpr auto kept = loss(Step{});
  constexpr auto again = loss(step, checkpoint<1400>);
  return same(of(gradient(kept, W)), of(gradient(again, W))) &&
         same(of(gradient(kept, h)), of(gradient(again, h))) &&
         same(of(gradient(kept, xs)), of(gradient(again, xs)));
}
constexpr auto bent = [](auto s, auto x, auto m) { return leaky_relu(matmul(m, s) + x); };
constexpr auto choosing = [](auto s, auto x, auto m) {
  return where(s < x, tanh(matmul(m, s)), sigmoid(matmul(m, s) + x));
};
constexpr auto sorting = [](auto s, auto x, auto m) { return sort(tanh(matmul(m, s) + x)); };
constexpr auto solving = [](auto s, auto x, auto m) {
  return solve(matmul(m, transpose(m)) + 2 * diag(exp(s)), x);
};
constexpr auto scaling = [](auto s, auto x, auto m) { return matmul(exp(m), sin(s)) * x; };
static_assert(keeps_bits(bent));
static_assert(keeps_bits(choosing));
static_assert(keeps_bits(sorting));
static_assert(keeps_bits(solving));
static_assert(keeps_bits(scaling));

// Derivatives of gradients are those of the loops that they were.
template <class F>
constexpr auto steepness = sum(square(gradient(F{}, h)));
template <class Step>
constexpr bool keeps_bits_of_curvature(Step step) {
  constexpr auto kept = loss(Step{});
  constexpr auto again = loss(step, checkpoint<1400>);
  return same(of(gradient(steepness<decltype(kept)>, W)), of(gradient(steepness<decltype(again)>, W)));
}
constexpr auto bending = [](auto s, auto x, auto m) { return tanh(matmul(m, s) + x); };
static_assert(keeps_bits_of_curvature(bending));

// Functions are not called again: of the step's tanh, backwards runs neither it nor its derivative.
static_assert(transcendentals(value_and_gradient(loss(bending), W)) == 6 * (3 + 3) + 3);
// What is one cheap operation away from the state is not kept.
constexpr variable<"s"> s;
constexpr auto logistic = [](auto x) { return 3.5 * x * (1 - x); };
static_assert(workspace_bytes(gradient(repeat<100>(logistic, s), s)) < 100 * 8 * 12);
