// SPDX-License-Identifier: BSL-1.0
// Steps over a batch of matrices run in rounds, and right factors are formed as products read them: to the
// same bits while compiling and at run time, and as plain loops up to rounding.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
#include <cmath>
#include <vector>
using namespace tapeless::core;
using check::mixed, check::same, check::close;

namespace {

// Kernels with a formed factor B[k, j] = x[k, j] - y[k] or x[k, j] - y[j], and with the same B in memory.
template <class T>
struct numbers {
  fixed<T, 4000> a{}, x{}, y{}, b{};
};
template <product_shape P, class T>
constexpr numbers<T> operands() {
  numbers<T> n;
  for (int i = 0; i < 4000; ++i) {
    n.a[i] = T((i * 29) % 32 - 15) / T(7);
    n.x[i] = T((i * 37) % 64 - 31) / T(9);
    n.y[i] = T((i * 11) % 16 - 7) / T(5);
  }
  for (int k = 0; k < P.k; ++k)
    for (int j = 0; j < P.n; ++j)
      n.b[k * P.b_row + j * P.b_column] = n.x[k * P.first.row + j * P.first.column] -
                                          n.y[k * P.second.row + j * P.second.column];
  return n;
}
template <product_shape P, class T>
struct result_of_product {
  fixed<T, P.m * P.n> c{};
  constexpr result_of_product(numbers<T> const& n, bool formed) {
    T const *const a = n.a, *const b = n.b;
    if (formed) product<P>(a, formed_factor<subtract_op, T>{n.x, n.y}, static_cast<T*>(c));
    else product<P>(a, b, static_cast<T*>(c));
  }
  constexpr bool is(result_of_product const& other) const {
    for (int i = 0; i < P.m * P.n; ++i)
      if (P.c.has(i % P.n - i / P.n) && c[i] != other.c[i]) return false;
    return true;
  }
};
template <product_shape P, class T>
bool forming_agrees() {
  static constexpr numbers<T> n = operands<P, T>();
  static constexpr result_of_product<P, T> folded(n, true);
  result_of_product<P, T> const formed(n, true), stored(n, false);
  return formed.is(stored) && formed.is(folded);
}
template <class T>
bool all_forming_agrees() {
  constexpr diagonals all{}, low{-100, 0}, high{2, 100}, some{-3, 1};
  constexpr factor_strides rows{67, 1}, columns{1, 67}, by_row{1, 0}, by_column{0, 1};
  return forming_agrees<product_shape{5, 67, 4, 4, 1, 67, 1, 1, 0, 0, all, all, rows, by_row}, T>() &&
         forming_agrees<product_shape{5, 67, 4, 4, 1, 67, 1, 1, 0, 0, all, all, rows, by_column}, T>() &&
         forming_agrees<product_shape{5, 67, 5, 5, 1, 67, 1, 1, 0, 0, low, all, rows, by_row}, T>() &&
         forming_agrees<product_shape{5, 6, 67, 67, 1, 1, 67, 1, 0, 0, all, all, columns, by_row}, T>() &&
         forming_agrees<product_shape{7, 6, 67, 67, 1, 1, 67, 1, 0, 0, all, low, columns, by_column}, T>() &&
         forming_agrees<product_shape{10, 10, 67, 67, 1, 1, 67, 1, 0, 0, all, low, columns, by_row}, T>() &&
         forming_agrees<product_shape{13, 9, 67, 67, 1, 1, 67, 1, 0, 0, all, high, columns, by_row}, T>() &&
         forming_agrees<product_shape{9, 11, 67, 67, 1, 1, 67, 1, 0, 0, all, some, columns, by_column}, T>();
}

// Loops whose reductions go down columns, among them the greatest entry.
constexpr variable<"y", 3, 7, 45> y;
constexpr auto down = formulas(as_loops(sum(square(y), axis<1>)), as_loops(amax(y, axis<1>)),
                               as_loops(sum(exp(y) * y, axis<1>)), as_loops(sum(y, axis<0>)));
constexpr auto at_y = mixed<tensor<double, 3, 7, 45>>(2);

// A mixture whose x - μ is larger than a first cache.
constexpr int K = 9, d = 6, points = 136;
constexpr variable<"x", points, d> x;
constexpr variable<"mu", K, d> mu;
constexpr variable<"Q", K, d, d> Q;
constexpr auto z = matmul(x - unsqueeze(mu, axis<1>), permute(Q, axis<0, 2, 1>));
constexpr auto likelihood = sum(logsumexp(-0.5_c * sum(square(z), axis<2>), axis<0>));
constexpr auto both = value_and_gradient(likelihood, mu, Q);
using mixture = entries_of<type_of<both>>::program;
constexpr bool forms_factors() {
  int formed = 0;
  for (int i = 0; i < mixture::plan.product_count; ++i) formed += mixture::plan.formed_by[i] != nullptr;
  return formed == 2;
}
constexpr int steps_in_rounds() {
  int steps = 0;
  for (int s = 0; s < mixture::plan.length; ++s)
    if (mixture::plan.steps[s].rounds == K) steps += mixture::plan.steps[s].together;
  return steps;
}

}  // namespace

TEST_CASE("Factors formed as they are read") {
  CHECK(all_forming_agrees<double>());
  CHECK(all_forming_agrees<float>());
  CHECK(all_forming_agrees<long double>());
}
TEST_CASE("Reductions down columns") {
  static constexpr auto folded = evaluate(down, y = at_y);
  auto const computed = evaluate(down, y = at_y);
  CHECK(same(folded.get<0>(), computed.get<0>()));
  CHECK(same(folded.get<1>(), computed.get<1>()));
  CHECK(same(folded.get<2>(), computed.get<2>()));
  CHECK(same(folded.get<3>(), computed.get<3>()));
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 45; ++j) {
      double squares = 0, most = -1e9;
      for (std::size_t r = 0; r < 7; ++r) {
        squares += at_y(i, r, j) * at_y(i, r, j);
        most = std::fmax(most, at_y(i, r, j));
      }
      CHECK(computed.get<0>()(i, j) == Approx(squares));
      CHECK(computed.get<1>()(i, j) == most);
    }
}
TEST_CASE("A mixture in rounds") {
  STATIC_REQUIRE(!mixture::scalarised);
  STATIC_REQUIRE(forms_factors());
  STATIC_REQUIRE(steps_in_rounds() >= 5);
  int volatile seed = 3;
  auto const at_x = mixed<tensor<double, points, d>>(seed);
  auto const at_mu = mixed<tensor<double, K, d>>(seed + 2);
  auto const at_q = evaluate(0.25_c * Q, Q = mixed<tensor<double, K, d, d>>(seed + 4));
  auto const r = evaluate(both, x = at_x, mu = at_mu, Q = at_q);
  double value = 0;
  std::vector<double> by_mu(K * d), by_q(K * d * d);
  for (std::size_t n = 0; n < points; ++n) {
    double zs[K][d], share[K], total = 0;
    for (std::size_t k = 0; k < K; ++k) {
      double squares = 0;
      for (std::size_t i = 0; i < d; ++i) {
        zs[k][i] = 0;
        for (std::size_t j = 0; j < d; ++j) zs[k][i] += at_q(k, i, j) * (at_x(n, j) - at_mu(k, j));
        squares += zs[k][i] * zs[k][i];
      }
      total += share[k] = std::exp(-0.5 * squares);
    }
    value += std::log(total);
    for (std::size_t k = 0; k < K; ++k)
      for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < d; ++j) {
          double const g = -share[k] / total * zs[k][i];
          by_q[(k * d + i) * d + j] += g * (at_x(n, j) - at_mu(k, j));
          by_mu[k * d + j] -= g * at_q(k, i, j);
        }
  }
  CHECK(r[likelihood] == Approx(value));
  for (std::size_t k = 0; k < K; ++k)
    for (std::size_t i = 0; i < d; ++i) {
      CHECK(r[mu](k, i) == Approx(by_mu[k * d + i]));
      for (std::size_t j = 0; j < d; ++j) CHECK(r[Q](k, i, j) == Approx(by_q[(k * d + i) * d + j]));
    }
}
