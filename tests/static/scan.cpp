// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;

constexpr variable<"W", 2, 2> W;
constexpr variable<"h", 2> h;
constexpr variable<"xs", 3, 2> xs;
constexpr tensor<double, 2, 2> w{{0.5, -1}, {0.25, 0.75}};
constexpr tensor<double, 2> start{0.5, -0.25};
constexpr tensor<double, 3, 2> inputs{{1, 0}, {-0.5, 0.25}, {0.125, -1}};

// Against the same steps unrolled: values, gradients by everything, second derivatives.
constexpr auto cell = [](auto state, auto input, auto weights) {
  return tanh(matmul(weights, state) + input);
};
constexpr auto unrolled = formula(
    [](auto state, auto input, auto weights) {
      state = tanh(matmul(weights, state) + slice(input, at<0>));
      term const first = state;
      state = tanh(matmul(weights, state) + slice(input, at<1>));
      return sum(first * state) + sum(square(tanh(matmul(weights, state) + slice(input, at<2>))));
    },
    h, xs, W);
constexpr auto states = scan<3>(cell, h, xs, W);
static_assert(states.shape == shape{3, 2});
constexpr auto looped = sum(slice(states, at<0>) * slice(states, at<1>)) + sum(square(slice(states, at<2>)));
constexpr auto value_of_both(auto f) { return evaluate(f, W = w, h = start, xs = inputs); }
constexpr double few = 1e-14;
static_assert(close(value_of_both(looped), value_of_both(unrolled), few));
static_assert(close(value_of_both(gradient(looped, W)), value_of_both(gradient(unrolled, W)), few) &&
              close(value_of_both(gradient(looped, h)), value_of_both(gradient(unrolled, h)), few) &&
              close(value_of_both(gradient(looped, xs)), value_of_both(gradient(unrolled, xs)), few));
constexpr auto curved(auto f) { return gradient(sum(square(gradient(f, W))) + sum(gradient(f, xs)), h); }
static_assert(close(value_of_both(curved(looped)), value_of_both(curved(unrolled)), 1e-13));
static_assert(close(value_of_both(hessian(looped, h)), value_of_both(hessian(unrolled, h)), 1e-13));
static_assert(close(value_of_both(jvp(looped, W, W, xs, xs)), value_of_both(jvp(unrolled, W, W, xs, xs)),
                    1e-13));

// Repetition, of a matrix and of a scalar, without parameters too.
constexpr variable<"s"> s;
constexpr auto doubled = [](auto state) { return 2 * state; };
static_assert(evaluate(repeat<10>(doubled, s), s = 1.0) == 1024.0 &&
              evaluate(gradient(repeat<10>(doubled, s), s), s = 1.0) == 1024.0);
constexpr auto squaring = [](auto state, auto by) { return matmul(state, by); };
static_assert(close(evaluate(repeat<3>(squaring, W, W), W = w),
                    evaluate(matmul(matmul(matmul(W, W), W), W), W = w)));
static_assert(check::differences_agree(sum(repeat<3>(squaring, W, W)), W, w));
constexpr auto newton = [](auto root, auto of) { return 0.5 * (root + of / root); };
static_assert(close(evaluate(gradient(repeat<8>(newton, 1_c * s, s), s), s = 2.0),
                    tensor<double>(0.35355339059327379), 1e-14));

// Many steps are one loop: the program does not grow.
constexpr variable<"many", 500, 2> many;
static_assert(steps(scan<500>(cell, h, many, W)) == steps(scan<3>(cell, h, xs, W)));
static_assert(steps(gradient(sum(scan<500>(cell, h, many, W)), W)) ==
              steps(gradient(sum(scan<3>(cell, h, xs, W)), W)));
