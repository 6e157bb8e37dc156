// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::close;

constexpr variable<"W", 2, 3> W;
constexpr variable<"dW", 2, 3> dW;
constexpr variable<"x", 3> x;
constexpr variable<"t", 3> t;
constexpr variable<"u", 2> u;
constexpr variable<"s"> s;
constexpr tensor<double, 2, 3> w{{1, -2, 0.5}, {0.25, 1, -1}}, dw{{1, 0, -1}, {0.5, 2, 1}};
constexpr tensor<double, 3> v{0.5, -1, 0.25}, tv{1, 2, -1};
constexpr tensor<double, 2> uv{2, -3};

// On a linear map, whose derivatives are known.
static_assert(vjp(matmul(W, x), u, x) == matmul(transpose(W), u) && vjp(matmul(W, x), u, W) == outer(u, x));
static_assert(jvp(matmul(W, x), x, t) == matmul(W, t));
static_assert(close(evaluate(jvp(matmul(W, x), W, dW, x, t), W = w, x = v, dW = dw, t = tv),
                    evaluate(matmul(dW, x) + matmul(W, t), W = w, x = v, dW = dw, t = tv)));
static_assert(gradient(sum(square(x)), x) == vjp(sum(square(x)), 1_c, x));
static_assert(jacobian(matmul(W, x), x).shape == shape{2, 3});
static_assert(evaluate(jacobian(matmul(W, x), x), W = w, x = v) == w &&
              evaluate(jacobian(matmul(W, x), x, forward_mode), W = w, x = v) == w &&
              evaluate(jacobian(matmul(W, x), x, reverse_mode), W = w, x = v) == w);
// A derivative is by a variable that the formula mentions, though it may be zero.
constexpr auto vanished = sum(W) + sum(floor(x));
static_assert(evaluate(jvp(vanished, x, t)) == 0.0 && evaluate(gradient(vanished, x)) == tensor<double, 3>{});
static_assert(evaluate(gradient(vanished, W, x))[x] == tensor<double, 3>{});
static_assert(evaluate(hessian(sum(W), W)) == tensor<double, 2, 3, 2, 3>{} &&
              evaluate(gradient(sum(square(gradient(sum(x), x))), x)) == tensor<double, 3>{});
static_assert(evaluate(jacobian(gradient(sum(x), x), x)) == tensor<double, 3, 3>{});
// Mentioned behind many other expressions, and within a function that is not given it.
constexpr auto inside = formula([](auto a) { return sum(a * square(x)); }, t);
static_assert(evaluate(gradient(inside, x), t = tv, x = v) == evaluate(2_c * t * x, t = tv, x = v));
static_assert(unmentioned<decltype(inside), variable<"t", 3>, variable<"x", 3>> == -1 &&
              unmentioned<decltype(inside), variable<"t", 3>, variable<"x", 2>> == 1 &&
              unmentioned<decltype(inside), variable<"W", 2, 3>, variable<"x", 3>> == 0);
template <int N>
constexpr auto doubled(Expression auto y) {  // 2ᴺ leaves, N + 1 expressions
  if constexpr (N == 0) return y;
  else return doubled<N - 1>(y * y);
}
static_assert(unmentioned<decltype(doubled<200>(sum(x))), variable<"x", 3>, variable<"t", 3>> == 1);

// On a curved one: the transforms against each other.
constexpr auto f = tanh(matmul(W, x)) * exp(matmul(W, square(x)));
constexpr auto loss = sum(square(f));
constexpr double few = 1e-13;
constexpr auto J = evaluate(jacobian(f, x, reverse_mode), W = w, x = v);
static_assert(close(J, evaluate(jacobian(f, x, forward_mode), W = w, x = v), few));
constexpr bool jacobian_times() {
  auto const push = evaluate(jvp(f, x, t), W = w, x = v, t = tv);
  auto const pull = evaluate(vjp(f, u, x), W = w, x = v, u = uv);
  for (std::size_t i = 0; i < 2; ++i)
    if (!check::close_number(push[i], J(i, 0) * tv[0] + J(i, 1) * tv[1] + J(i, 2) * tv[2], few)) return false;
  for (std::size_t j = 0; j < 3; ++j)
    if (!check::close_number(pull[j], J(0, j) * uv[0] + J(1, j) * uv[1], few)) return false;
  auto const [pull_W, pull_x] = evaluate(vjp(f, u, W, x), W = w, x = v, u = uv);
  auto const both = evaluate(jacobian(f, W, x), W = w, x = v);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      if (!check::close_number(pull_W(i, j), both[W](0, i, j) * uv[0] + both[W](1, i, j) * uv[1], few))
        return false;
  return close(pull_x, pull, few) && close(both[x], J, few);
}
static_assert(jacobian_times());

constexpr auto H = evaluate(hessian(loss, x), W = w, x = v);
static_assert(H(0, 1) == H(1, 0) && H(0, 2) == H(2, 0) && H(1, 2) == H(2, 1));
static_assert(close(H, evaluate(jacobian(gradient(loss, x), x), W = w, x = v), 1e-12));
static_assert(close(evaluate(hessian(loss, x, W), W = w, x = v),
                    evaluate(jacobian(gradient(loss, x), W), W = w, x = v), 1e-12));
static_assert(evaluate(hessian(loss, x, x), W = w, x = v) == H);
constexpr bool hessian_times() {
  auto const y = evaluate(hvp(loss, x, t), W = w, x = v, t = tv);
  auto const z = evaluate(gauss_newton(f, x, t), W = w, x = v, t = tv);
  auto const push = evaluate(jvp(f, x, t), W = w, x = v, t = tv);
  for (std::size_t i = 0; i < 3; ++i) {
    if (!check::close_number(y[i], H(i, 0) * tv[0] + H(i, 1) * tv[1] + H(i, 2) * tv[2], 1e-12)) return false;
    if (!check::close_number(z[i], J(0, i) * push[0] + J(1, i) * push[1], 1e-12)) return false;
  }
  double const trace = H(0, 0) + H(1, 1) + H(2, 2);
  return check::close_number(evaluate(laplacian(loss, x), W = w, x = v).entries[0], trace, 1e-12) &&
         check::close_number(evaluate(divergence(gradient(loss, x), x), W = w, x = v).entries[0], trace,
                             1e-12);
}
static_assert(hessian_times());
// A tangent that is made of x is a direction too, and fixed.
constexpr auto slope = evaluate(gradient(loss, x), W = w, x = v);
static_assert(close(evaluate(hvp(loss, x, gradient(loss, x)), W = w, x = v),
                    evaluate(hvp(loss, x, t), W = w, x = v, t = slope), 1e-12));
static_assert(close(evaluate(taylor<2>(loss, x, x), W = w, x = v),
                    evaluate(taylor<2>(loss, x, t), W = w, x = v, t = v), 1e-12));
static_assert(check::differences_agree(sum(gradient(loss, x)), x, v, W = w));

// One triangle: entries that mirror others cost nothing.
static_assert(steps(hessian(loss, x)) < steps(jacobian(gradient(loss, x), x)));

// Orders of one variable.
static_assert(evaluate(derivative<3>(pow(s, 5_c), s), s = 2.0) == 240.0 &&
              derivative<0>(exp(s), s) == exp(s));
static_assert(derivative<4>(exp(s), s) == exp(s) && derivative(square(s), s) == 2_c * s);
static_assert(close(evaluate(derivative<2>(exp(s * x), s), s = 0.5, x = v),
                    evaluate(square(x) * exp(s * x), s = 0.5, x = v), few));
static_assert(close(evaluate(taylor<3>(exp(sum(x)), x, t), x = tensor<double, 3>{},
                             t = tensor<double, 3>{1, 1, 0}),
                    tensor<double, 4>{1, 2, 2, 8.0 / 6}, few));
static_assert(taylor<2>(f, x, t).shape == shape{3, 2});

// Of a transform of a transform.
static_assert(close(evaluate(jvp(jvp(loss, x, t), x, t), W = w, x = v, t = tv),
                    evaluate(sum(hvp(loss, x, t) * t), W = w, x = v, t = tv), 1e-12));
static_assert(close(evaluate(gradient(sum(square(jacobian(f, x))), x), W = w, x = v),
                    evaluate(gradient(sum(square(jacobian(f, x, forward_mode))), x), W = w, x = v), 1e-11));
