// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::close;

// Loops over batches: a loop for each sample, whichever of state, inputs and weights it has of its own.
constexpr variable<"W", 2, 2> W;
constexpr variable<"h", 2> h;
constexpr variable<"xs", 3, 2> xs;
constexpr variable<"H", 4, 2> H;
constexpr variable<"U", 4, 3, 2> U;
constexpr variable<"V", 4, 2, 2> V;
constexpr auto value(auto f) {
  return evaluate(f, W = tensor<double, 2, 2>{{0.5, -1}, {0.25, 0.75}}, h = tensor<double, 2>{0.5, -0.25},
                  xs = tensor<double, 3, 2>{{1, 0}, {-0.5, 0.25}, {0.125, -1}},
                  H = check::mixed<tensor<double, 4, 2>>(2), U = check::mixed<tensor<double, 4, 3, 2>>(3),
                  V = check::mixed<tensor<double, 4, 2, 2>>(4));
}
constexpr auto cell = [](auto state, auto input, auto weights) {
  return tanh(matmul(weights, state) + input);
};
constexpr auto states = scan<3>(cell, h, xs, W);
constexpr auto loss(auto f) { return sum(square(f)); }

template <int I>
constexpr auto with_own_inputs = scan<3>(cell, slice(H, at<I>), slice(U, at<I>), W);
constexpr auto looped = stack(with_own_inputs<0>, with_own_inputs<1>, with_own_inputs<2>, with_own_inputs<3>);
constexpr auto batched = batch(states, h, H, xs, U);
static_assert(check::same(value(batched), value(looped)));
static_assert(close(value(gradient(loss(batched), W)), value(gradient(loss(looped), W)), 1e-13));
static_assert(close(value(gradient(loss(batched), H)), value(gradient(loss(looped), H)), 1e-13));
constexpr auto curved(auto f) { return gradient(loss(gradient(loss(f), W)), U); }
static_assert(close(value(curved(batched)), value(curved(looped)), 1e-12));

template <int I>
constexpr auto with_own_weights = scan<3>(cell, h, xs, slice(V, at<I>));
constexpr auto looped_weights =
    stack(with_own_weights<0>, with_own_weights<1>, with_own_weights<2>, with_own_weights<3>);
constexpr auto batched_weights = batch(states, W, V);
static_assert(check::same(value(batched_weights), value(looped_weights)));
static_assert(close(value(gradient(loss(batched_weights), V)), value(gradient(loss(looped_weights), V)),
                    1e-13));
static_assert(close(value(gradient(loss(batched_weights), h)), value(gradient(loss(looped_weights), h)),
                    1e-13));

// Samples of weights over samples of inputs, and the other way round.
constexpr auto grid = batch(batched, W, V);
constexpr auto transposed_grid = batch(batched_weights, h, H, xs, U);
static_assert(grid.shape == shape{4, 4, 3, 2});
static_assert(check::same(value(grid), value(transpose(transposed_grid, axis<0, 1>))));
static_assert(close(value(gradient(loss(grid), V)), value(gradient(loss(transposed_grid), V)), 1e-13));
static_assert(close(value(gradient(loss(grid), xs)), value(gradient(loss(transposed_grid), xs)), 1e-13));

// repeat, and the number of steps of the program.
static_assert(close(value(batch(repeat<5>([](auto s, auto m) { return matmul(m, s); }, h, W), h, H)),
                    value(matmul(H, transpose(matrix_power<5>(W)))), 1e-13));
static_assert(steps(gradient(loss(batched), W)) < steps(gradient(loss(looped), W)));

// With checkpoints: each sample has its own, to the bits of the loop that keeps all states.
template <class... O>
constexpr auto last = scan<3>(cell, h, xs, W, last_state, O{}...);
constexpr auto kept_states = batch(last<>, h, H, xs, U);
constexpr auto computed_again = batch(last<checkpoint_option<600>>, h, H, xs, U);
static_assert(check::same(value(computed_again), value(slice(batched, range<>, at<-1>))));
static_assert(check::same(value(gradient(loss(computed_again), W)), value(gradient(loss(kept_states), W))));
static_assert(check::same(value(gradient(loss(computed_again), U)), value(gradient(loss(kept_states), U))));
static_assert(close(value(curved(computed_again)), value(curved(kept_states)), 1e-12));
constexpr auto slope_of_one = gradient(loss(last<checkpoint_option<600>>), W);
static_assert(close(value(batch(slope_of_one, h, H)), value(batch(gradient(loss(last<>), W), h, H)), 1e-13));
static_assert(close(value(batch(slope_of_one, W, V)), value(batch(gradient(loss(last<>), W), W, V)), 1e-13));

// Matrices whose cotangents are products over all steps: of samples' own weights, and of shared ones.
constexpr variable<"A", 4, 4> A;
constexpr variable<"a", 4> a;
constexpr variable<"p", 3, 4> p;
constexpr variable<"B", 2, 4, 4> B;
constexpr variable<"P", 2, 3, 4> P;
constexpr auto wide_value(auto f) {
  return evaluate(f, A = check::mixed<tensor<double, 4, 4>>(5), a = check::mixed<tensor<double, 4>>(6),
                  p = check::mixed<tensor<double, 3, 4>>(7), B = check::mixed<tensor<double, 2, 4, 4>>(8),
                  P = check::mixed<tensor<double, 2, 3, 4>>(9));
}
constexpr auto wide_states = scan<3>(cell, a, p, A);
constexpr auto batched_wide = batch(wide_states, p, P);
constexpr auto looped_wide =
    stack(scan<3>(cell, a, slice(P, at<0>), A), scan<3>(cell, a, slice(P, at<1>), A));
static_assert(close(wide_value(gradient(loss(batched_wide), A)), wide_value(gradient(loss(looped_wide), A)),
                    1e-13));
static_assert(close(wide_value(gradient(loss(batched_wide), P)), wide_value(gradient(loss(looped_wide), P)),
                    1e-13));
constexpr auto batched_own = batch(wide_states, A, B);
constexpr auto looped_own = stack(scan<3>(cell, a, p, slice(B, at<0>)), scan<3>(cell, a, p, slice(B, at<1>)));
static_assert(close(wide_value(gradient(loss(batched_own), B)), wide_value(gradient(loss(looped_own), B)),
                    1e-13));
static_assert(close(wide_value(gradient(loss(batched_own), a)), wide_value(gradient(loss(looped_own), a)),
                    1e-13));
