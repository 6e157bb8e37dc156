// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "../reference/models/mechanics.hpp"
#include "../reference/models/networks.hpp"
#include "../reference/models/probability.hpp"
#include "../reference/models/regression.hpp"
#include "../reference/models/shared.hpp"

// Composite models at sizes of practice, and what their derivatives cost.
namespace {

using namespace tapeless::core;

struct row {
  char const* model;
  long long value, along_one, along_all, gradient;
  int tenths;  ///< how many tenths of the value the derivative along one variable may cost, with it
  int all;     ///< how many times the value the derivative along all
};

/// A symbol for the tangent of a model's variable number N.
template <int N, text Name, std::size_t... E>
constexpr variable<text<3>{{'d', char('a' + N), 0}}, E...> tangent(variable<Name, E...>) {
  return {};
}
/// The derivative of f along tangents of all variables.
template <class F, class... Pairs>
constexpr auto along_all(F f, list_of<Pairs...>) {
  return jvp(f, Pairs{}...);
}
template <class F, class... Pairs, class X, class... Xs>
constexpr auto along_all(F f, list_of<Pairs...>, X x, Xs... more) {
  return along_all(f, list_of<Pairs..., X, decltype(tangent<int(sizeof...(Pairs) / 2)>(x))>{}, more...);
}

/// The scalar operations of formulas as ops over tensors, before some programs are written out over entries,
/// where zeros and ones vanish: all columns are counted in one form.
template <Evaluable X>
constexpr long long operations(X) {
  return total_over(entries_of<X>::program::list,
                    [](auto const& list, int id) { return flops_of(list, id); });
}

/// The scalar operations of f; of f with its derivative along a tangent of one variable, the one that costs
/// most; along tangents of all; with its gradient by all.
template <int Tenths = 25, int All = 4, class Model, Variable... Xs>
constexpr row cost(char const* name, Model model, Xs... x) {
  constexpr auto f = decltype(formula(model, x...)){};
  long long most = 0;
  auto const look = [&](long long cost) { most = cost > most ? cost : most; };
  (look(operations(formulas(f, jvp(f, x, tangent<0>(x))))), ...);
  return {name,
          operations(f),
          most,
          operations(formulas(f, along_all(f, list_of<>{}, x...))),
          operations(value_and_gradient(f, x...)),
          Tenths,
          All};
}

constexpr variable<"x", 10> x10;
constexpr row rosenbrock = cost(
    "Rosenbrock's function of 10 variables", [](auto x) { return models::rosenbrock(x); }, x10);

constexpr variable<"X", 32, 8> X32;
constexpr variable<"w", 8> w8;
constexpr variable<"b"> b0;
constexpr variable<"y", 32> y32;
constexpr row logistic = cost(
    "logistic regression, 32 rows of 8",
    [](auto w, auto b, auto X, auto y) { return models::logistic_regression(w, b, X, y, 0.1); }, w8, b0, X32,
    y32);

constexpr variable<"x", 8> x8;
constexpr variable<"W1", 16, 8> W1;
constexpr variable<"b1", 16> b1;
constexpr variable<"W2", 4, 16> W2;
constexpr variable<"b2", 4> b2;
constexpr variable<"t", 4> t4;
constexpr row perceptron = cost(
    "perceptron 8-16-4, tanh, square error",
    [](auto x, auto W, auto b, auto V, auto c, auto t) { return models::mlp_tanh_mse(x, W, b, V, c, t); }, x8,
    W1, b1, W2, b2, t4);
constexpr row small_perceptron = cost(
    "perceptron 8-16-4, tanh, cross-entropy",
    [](auto x, auto W, auto b, auto V, auto c) {
      return cross_entropy(matmul(V, tanh(matmul(W, x) + b)) + c, constant(*x.owner, 1));
    },
    x8, W1, b1, W2, b2);
constexpr variable<"u", 16> u16;
constexpr variable<"V1", 64, 16> V1;
constexpr variable<"c1", 64> c1;
constexpr variable<"V2", 8, 64> V2;
constexpr variable<"c2", 8> c2;
constexpr variable<"t8", 8> t8;
constexpr row large_perceptron = cost(
    "perceptron 16-64-8, tanh, square error",
    [](auto x, auto W, auto b, auto V, auto c, auto t) { return models::mlp_tanh_mse(x, W, b, V, c, t); },
    u16, V1, c1, V2, c2, t8);

constexpr variable<"A", 6, 6> A6;
constexpr variable<"B", 6, 6> B6;
constexpr variable<"C", 6, 6> C6;
constexpr variable<"v", 6> v6;
constexpr variable<"d", 6> d6;
constexpr row chain = cost(
    "sum(square(A B C x + b)), 6 x 6",
    [](auto A, auto B, auto C, auto x, auto b) {
      return sum(square(matmul(matmul(matmul(A, B), C), x) + b));
    },
    A6, B6, C6, v6, d6);

constexpr variable<"alpha", 5> alpha;
constexpr variable<"mu", 5, 3> mu;
constexpr variable<"icf", 5, 6> icf;
constexpr variable<"data", 20, 3> data;
constexpr row mixture = cost(
    "Gaussian mixture, 5 components, 20 points in 3 dimensions",
    [](auto a, auto m, auto q, auto x) { return models::gmm_loglik<3>(a, m, q, x, 1.0, 0.0); }, alpha, mu,
    icf, data);

constexpr variable<"p", 4> p4;
constexpr variable<"mean", 4> mean4;
constexpr variable<"L", 4, 4> L4;
constexpr row density = cost(
    "Gaussian log density, 4 dimensions",
    [](auto x, auto m, auto L) { return models::gauss_logpdf(x, m, L); }, p4, mean4, L4);

constexpr variable<"S"> S;
constexpr variable<"K"> K;
constexpr variable<"r"> r;
constexpr variable<"sigma"> sigma;
constexpr variable<"T"> T;
constexpr row option_price = cost(
    "Black and Scholes's price",
    [](auto s, auto k, auto q, auto v, auto t) { return models::black_scholes(s, k, q, v, t); }, S, K, r,
    sigma, T);

constexpr variable<"m", 3> m3;
constexpr variable<"P", 3, 3> P3;
constexpr variable<"control", 2> control;
constexpr variable<"z", 2> z2;
constexpr variable<"landmark", 2> landmark;
constexpr variable<"Q", 3, 3> Q3;
constexpr variable<"R", 2, 2> R2;
constexpr row filter = cost(
    "step of an extended Kalman filter, 3 states",
    [](auto m, auto P, auto u, auto z, auto l, auto q, auto q2) {
      auto const next = models::ekf_step(m, P, u, z, 0.1, l, q, q2);
      return sum(square(next.m2)) + sum(square(next.P2));
    },
    m3, P3, control, z2, landmark, Q3, R2);

constexpr variable<"camera", 11> camera;
constexpr variable<"point", 3> point;
constexpr variable<"weight"> weight;
constexpr variable<"feature", 2> feature;
constexpr row bundle = cost<31>(
    "bundle adjustment, squared error of one point",
    [](auto c, auto p, auto w, auto q) { return sum(square(models::ba_reprojection(c, p, w, q))); }, camera,
    point, weight, feature);

constexpr variable<"atoms", 6, 3> atoms;
constexpr row atoms_energy = cost(
    "Lennard-Jones energy of 6 atoms", [](auto p) { return models::lennard_jones<6>(p); }, atoms);

constexpr variable<"h", 6> h6;
constexpr variable<"c", 6> c6;
constexpr variable<"Wi", 24, 8> Wi;
constexpr variable<"Wh", 24, 6> Wh;
constexpr variable<"bi", 24> bi;
constexpr variable<"bh", 24> bh;
constexpr row lstm = cost(
    "cell of a long short-term memory, 8 inputs, 6 states",
    [](auto x, auto h, auto c, auto W, auto V, auto b, auto d) {
      auto const next = models::lstm_cell(x, h, c, W, V, b, d);
      return sum(square(next.h2)) + sum(square(next.c2));
    },
    x8, h6, c6, Wi, Wh, bi, bh);
constexpr variable<"Gi", 18, 8> Gi;
constexpr variable<"Gh", 18, 6> Gh;
constexpr variable<"gi", 18> gi;
constexpr variable<"gh", 18> gh;
constexpr row gru = cost(
    "gated recurrent unit, 8 inputs, 6 states",
    [](auto x, auto h, auto W, auto V, auto b, auto d) {
      return sum(square(models::gru_cell(x, h, W, V, b, d)));
    },
    x8, h6, Gi, Gh, gi, gh);

constexpr variable<"tokens", 8, 16> tokens;
constexpr variable<"Wq", 16, 16> Wq;
constexpr variable<"Wk", 16, 16> Wk;
constexpr variable<"Wv", 16, 16> Wv;
constexpr variable<"Wo", 16, 16> Wo;
constexpr row head = cost(
    "head of attention, 8 tokens of 16",
    [](auto X, auto q, auto k, auto v, auto o) { return sum(square(models::attention_head(X, q, k, v, o))); },
    tokens, Wq, Wk, Wv, Wo);
constexpr variable<"gain", 8> gain;
constexpr variable<"Wg", 16, 8> Wg;
constexpr variable<"Wu", 16, 8> Wu;
constexpr variable<"Wd", 8, 16> Wd;
constexpr row swiglu = cost(
    "normalised gated perceptron (SwiGLU), 8-16-8",
    [](auto x, auto g, auto W, auto V, auto U) { return sum(square(models::rmsnorm_swiglu(x, g, W, V, U))); },
    x8, gain, Wg, Wu, Wd);
constexpr variable<"scores", 50> scores;
constexpr row log_of_sum = cost(
    "logsumexp of 50", [](auto x) { return logsumexp(x); }, scores);
constexpr variable<"M", 4, 4> M4;
constexpr row flow = cost(
    "ten steps of a neural differential equation, 4 states",
    [](auto y, auto W, auto b, auto V, auto t) { return models::neural_ode_adjoint(y, W, b, V, 10, t); }, p4,
    M4, mean4, L4, t4);

}  // namespace
