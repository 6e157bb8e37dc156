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

// Matrices whose cotangents are products over all steps, between parameters that are carried; samples too.
namespace wide {
constexpr variable<"U", 4, 4> U;
constexpr variable<"V", 4, 5> V;
constexpr variable<"b", 4> b;
constexpr variable<"k", 4> k;
constexpr variable<"h", 4> h;
constexpr variable<"xs", 3, 5> xs;
constexpr auto step = [](auto s, auto x, auto by, auto u, auto c, auto v) {
  return by * tanh(matmul(u, s) + matmul(v, x) + c);
};
constexpr auto turned = [](auto s, auto x, auto by, auto u, auto c, auto v) {
  return by * tanh(matmul(s, u) + matmul(v, x) + matmul(u, c) + c);
};
template <auto const& Step>
constexpr auto looped = sum(square(scan<3>(Step, h, xs, k, U, b, V)));
template <auto const& Step>
constexpr auto unrolled = formula(
    [](auto s, auto x, auto by, auto u, auto c, auto v) {
      term const s1 = Step(s, slice(x, at<0>), by, u, c, v), s2 = Step(s1, slice(x, at<1>), by, u, c, v);
      return sum(square(s1)) + sum(square(s2)) + sum(square(Step(s2, slice(x, at<2>), by, u, c, v)));
    },
    h, xs, k, U, b, V);
template <int... E>
constexpr tensor<double, E...> some(int by) {
  tensor<double, E...> t;
  for (std::size_t i = 0; i < t.size(); ++i) t.data()[i] = double(int(i) * by % 11 - 5) / 8;
  return t;
}
constexpr auto at_point(auto f) {
  return evaluate(f, U = some<4, 4>(3), V = some<4, 5>(4), b = some<4>(5), k = some<4>(7), h = some<4>(2),
                  xs = some<3, 5>(6));
}
template <auto const& Step, auto const& X>
constexpr bool agree =
    close(at_point(gradient(looped<Step>, X)), at_point(gradient(unrolled<Step>, X)), 1e-13);
static_assert(agree<step, U> && agree<step, V>);
static_assert(agree<step, b> && agree<step, k>);
static_assert(agree<step, h> && agree<step, xs>);
static_assert(agree<turned, U> && agree<turned, V>);
static_assert(agree<turned, b> && agree<turned, xs>);
constexpr auto curved_by(auto f) { return gradient(sum(square(gradient(f, U))) + sum(gradient(f, b)), V); }
static_assert(close(at_point(curved_by(looped<step>)), at_point(curved_by(unrolled<step>)), 1e-13));
}  // namespace wide

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
