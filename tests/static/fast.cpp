// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::close;

constexpr variable<"x", 4> x;
constexpr variable<"y", 4> y;
constexpr variable<"z", 4> z;
constexpr variable<"s"> s;
constexpr variable<"t"> t;
constexpr variable<"u"> u;
constexpr variable<"z0"> z0;
constexpr tensor<double, 4> a{0.5, -1.25, 2, 0.125}, b{1.5, 0.75, -0.5, 2.25}, c{-1, 0.25, 0.625, 3};

// What fast(f) computes is f, in fewer operations.
template <class F>
constexpr bool saves(F f, long long before, long long after) {
  return flops(f) == before && flops(fast(f)) == after && fast(f) == f;
}

// Shared factors, Horner's scheme.
static_assert(saves(x * y + x * z, 12, 8) && saves(x * y - z * y, 12, 8) && saves(s * t + t, 2, 2));
static_assert(saves(s * t + s * u + s * s, 5, 3) && saves(1_c + s + s * s + s * s * s, 5, 5));
constexpr auto cubic = 1_c + 2_c * s + 3_c * square(s) + 4_c * pow(s, 3_c);
static_assert(flops(fast(cubic)) == 6 && fast(cubic) == cubic && evaluate(fast(cubic), s = 2.0) == 49.0);
static_assert(fast(s * s * t - t * t * s + u) == s * t * (s - t) + u &&
              flops(fast(s * s * t - t * t * s + u)) == 4);
static_assert(close(evaluate(fast(x * y + x * z), x = a, y = b, z = c),
                    evaluate(x*(y + z), x = a, y = b, z = c)));
static_assert(fast(-s * t - s * u) == -(s * (t + u)) &&
              evaluate(fast(-s * t - s * u), s = 2.0, t = 3.0, u = 4.0) == -14.0);
// A product that is used elsewhere stays; where nothing is shared, so does the formula.

static_assert(flops(fast(formula([](auto p, auto q, auto r) { return (p * q + p * r) * exp(p * q); }, s, t,
                                 u))) == 5);
static_assert(saves(x + y * z, 8, 8) && saves(exp(x), 4, 4));

// One reciprocal for all quotients by one denominator, or by a repeated one.
template <class F>
constexpr int divisions(F) {
  constexpr auto const& list = entries_of<F>::program::list;
  int total = 0;
  for (int id = 0; id < list.size.vertices; ++id)
    if (list.template is<divide_op>(id)) total += list.shape(id).size();
  return total;
}
static_assert(divisions(x / s) == 4 && divisions(fast(x / s)) == 1 && fast(x / s) == x / s);
static_assert(divisions(x / y + z / y) == 8 && divisions(fast(x / y + z / y)) == 4 &&
              divisions(fast(x / y)) == 4);
static_assert(close(evaluate(fast(x / norm(x)), x = a), evaluate(x / norm(x), x = a)));
// A constant's reciprocal is a constant.
static_assert(fast(sin(s) / 3_c) == sin(s) / 3_c &&
              close(evaluate(fast(x / 3_c), x = a), evaluate(x / 3_c, x = a)));
// Formulas that share a denominator are rewritten together.
static_assert(divisions(fast(formulas(s / u, t / u))) == 1 && divisions(formulas(s / u, t / u)) == 2);

// The slopes of tanh and sigmoid from their values.
template <class Op, class F>
constexpr bool contains(F) {
  constexpr auto const& list = entries_of<F>::program::list;
  for (int id = 0; id < list.size.vertices; ++id)
    if (list.template is<Op>(id)) return true;
  return false;
}
constexpr auto both = formula([](auto p) { return tanh(p) + gradient(sum(tanh(p)), p); }, x);
constexpr auto logistic = formula([](auto p) { return sigmoid(p) + gradient(sum(sigmoid(p)), p); }, x);
static_assert(contains<sech2_op>(both) && !contains<sech2_op>(fast(both)) && fast(both) == both);
static_assert(contains<logistic_pdf_op>(logistic) && !contains<logistic_pdf_op>(fast(logistic)) &&
              fast(logistic) == logistic);
static_assert(close(evaluate(fast(both), x = a), evaluate(both, x = a)) &&
              close(evaluate(fast(logistic), x = a), evaluate(logistic, x = a)));

// What is equal is computed once, what vanishes not at all: here s φ(d₁) = z φ(d₂), whatever their signs.
constexpr auto spread = u * sqrt(t);
constexpr auto d1 = log(s / z0) / spread + spread / 2_c;
constexpr auto price = s * normal_cdf(d1) - z0 * normal_cdf(d1 - spread);
static_assert(fast(gradient(price, s)) == normal_cdf(d1) && transcendentals(gradient(price, s)) == 4 &&
              transcendentals(fast(gradient(price, s))) == 2);
static_assert(s * normal_pdf(d1) == z0 * normal_pdf(d1 - spread));
static_assert(flops(fast(square(s + t) - square(s) - square(t) - 2_c * s * t + exp(u))) == 1);
constexpr auto squares = formulas(square(s + t), square(s) + 2_c * s * t + square(t));
static_assert(flops(fast(squares)) < flops(squares) &&
              evaluate(fast(squares), s = 2.0, t = 3.0).get<0>() == 25 &&
              evaluate(fast(squares), s = 2.0, t = 3.0).get<1>() == 25);
// But what replaces another has a value wherever that has one,
constexpr auto logarithms = fast(formulas(log(s) + log(t), log(s * t)));
static_assert(evaluate(logarithms, s = -1.0, t = -1.0).get<1>() == 0);
static_assert(evaluate(fast(formulas(exp(log(s)) + 1_c, s + 1_c)), s = -1.0).get<1>() == 0);
constexpr auto chosen_logarithm = fast(formulas((s < t) * log(s), where(s < t, log(s), 0_c)));
static_assert(evaluate(chosen_logarithm, s = -1.0, t = -2.0).get<1>() == 0);
// keeps what is taken for a slope where there is none,
static_assert(evaluate(fast(gradient(norm(x), x)), x = tensor<double, 4>{}) == tensor<double, 4>{});
// and is computed from a user's rule after as before.
constexpr auto twice = custom_gradient([](auto p) { return p * p; }, [](auto g, auto, auto) { return g; });
static_assert(evaluate(gradient(fast(s * s + exp(twice(s))), s), s = 0.0) == 1);

// An infinity among the numbers, such as what a sum of no exponentials begins with, equals itself only.
static_assert(close(evaluate(fast(logcumsumexp(x)), x = a), evaluate(logcumsumexp(x), x = a)));
constexpr tensor<double> least(-check::inf<double>);
constexpr auto guarded =
    fast(formulas(where(s > 0_c, s, literal<least>), where(s > 0_c, 1_c, -literal<least>)));
static_assert(evaluate(guarded, s = -1.0).get<0>() == -check::inf<double> &&
              evaluate(guarded, s = -1.0).get<1>() == check::inf<double>);

// The factors of a matrix, which stand for it, are not the matrix.
constexpr variable<"A", 2, 2> A;
constexpr variable<"b", 2> v;
constexpr tensor<double, 2, 2> matrix{{0.5, -1}, {-0.75, 1.25}};
constexpr tensor<double, 2> right{1, -0.5};
constexpr auto inverted = evaluate(as_loops(fast(inverse(A))), A = matrix);
static_assert(close(inverted, tensor<double, 2, 2>{{-10, -8}, {-6, -4}}));
static_assert(close(evaluate(as_loops(fast(solve(A, v))), A = matrix, v = right), tensor<double, 2>{-6, -4}));
static_assert(close(evaluate(as_loops(fast(gradient(sum(solve(A, v)), v))), A = matrix, v = right),
                    tensor<double, 2>{-16, -12}));

// Several formulas at once, and derivatives of what is fast.
constexpr auto slope = fast(value_and_gradient(cubic, s))[s];
static_assert(evaluate(fast(value_and_gradient(cubic, s)), s = 2.0)[s] == 62.0 &&
              slope == gradient(cubic, s));
static_assert(gradient(fast(cubic), s) == gradient(cubic, s) &&
              evaluate(gradient(fast(cubic), s), s = 2.0) == 62.0);
