// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/integral_constant.hpp>
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"A", 2, 2> A;
constexpr variable<"h", 2> h;
constexpr variable<"x"> x;
constexpr tensor<double, 2, 2> a{{0.5, -0.25}, {0.125, 0.75}};
constexpr tensor<double, 2> b{1, -2};

// Ordinary C++ over terms: loops, locals, plain numbers, numbers that grow into terms.
constexpr auto recurrent = formula(
    [](auto W, auto state) {
      for (int t = 0; t < 3; ++t) state = tanh(matmul(W, state)) + 0.5 * state;
      return sum(state);
    },
    A, h);
constexpr auto step(auto state) { return tanh(matmul(A, state)) + 0.5_c * state; }
static_assert(recurrent == sum(step(step(step(h)))));
static_assert(recurrent.shape == scalar);
static_assert(check::same(evaluate(recurrent, A = a, h = b),
                          evaluate(sum(step(step(step(h)))), A = a, h = b)));
static_assert(check::differences_agree(recurrent, A, a, h = b) &&
              check::differences_agree(recurrent, h, b, A = a));

constexpr auto powers = formula(
    [](auto t) {
      term total = 0;
      auto factor = 1 + 0 * t;
      for (int k = 1; k <= 4; ++k) {
        factor *= t;
        total += factor / k;
      }
      return total;
    },
    x);
static_assert(evaluate(powers, x = 2.0) == 2 + 4 / 2. + 8 / 3. + 16 / 4.);
static_assert(check::close(evaluate(gradient(powers, x), x = 2.0), tensor<double>(15)));

// Branches on shapes, functions, structs of terms, two results from one helper.
constexpr auto pair_of = [](auto t) {
  struct {
    term twice, squared;
  } both{2 * t, t * t};
  return both;
};
constexpr auto branched = formula(
    [](auto t, auto u) {
      auto const [twice, squared] = pair_of(t);
      if (u.rank() == 2) return sum(matmul(u, twice)) - sum(squared);
      return sum(twice);
    },
    h, A);
static_assert(branched == sum(matmul(A, 2_c * h)) - sum(h * h));
static_assert(formula([](auto t) { return t.extent(0) * t; }, h) == 2_c * h);

// Options, integer exponents, compound assignment.
static_assert(formula([](auto t) { return sum(t, axis<1>, keepdims); }, A) == sum(A, axis<1>, keepdims));
static_assert(formula([](auto t) { return topk<1>(t, smallest); }, h) == topk<1>(h, smallest));
static_assert(formula([](auto t) { return pow(t, 3); }, h) == pow(h, 3_c));
static_assert(formula(
                  [](auto t) {
                    auto y = t;
                    y += 1;
                    y -= t * t;
                    y *= 2;
                    y /= 4;
                    return -y;
                  },
                  x) == -((x + 1_c - x * x) * 2_c / 4_c));

// Operands: any expressions, integral constants, none at all. A result may be a number.
static_assert(formula([](auto t, auto n) { return t * n; }, h, boost::hana::int_c<3>) == 3_c * h);
static_assert(formula([](auto t) { return t; }, h* h) == h * h);
static_assert(evaluate(formula([](auto) { return 2.5; }, x), x = 1.0) == 2.5);

// A formula in a formula.
static_assert(formula([](auto t) { return square(t); }, formula([](auto t) { return t + 1; }, x)) ==
              square(x + 1_c));
static_assert(evaluate(gradient(square(formula([](auto t) { return t + 1; }, x)), x), x = 2.0) == 6.0);

// Expressions enter a traced function where they meet its terms: literals, tensors, variables.
constexpr variable<"M", 3, 3> M;
constexpr variable<"v", 3> v;
static constexpr tensor<double, 3> known{1, 2, 3};
static_assert(formula([](auto z) { return 2_c * matmul(M, z) + literal<known> - v; }, v) ==
              2_c * matmul(M, v) + literal<known> - v);
static_assert(formula([](auto z) { return sum(z * M); }, v) == sum(v * M));
