// SPDX-License-Identifier: BSL-1.0
// Products leave out what of a matrix is 0 by structure and what of their result nobody reads: constant
// evaluation and run time agree to the bit, and both with plain loops over whole matrices.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
using namespace tapeless::core;
using check::mixed, check::same, check::close;

namespace {

// The kernels, over all kinds of bands.
template <class T>
struct matrices {
  fixed<T, 40 * 40> a{};
  fixed<T, 40 * 80> b{};
};
template <product_shape P, class T>
constexpr matrices<T> operands() {
  matrices<T> x;
  for (int i = 0; i < 40 * 80; ++i) x.b[i] = T((i * 37) % 64 - 31) / 8;
  for (int i = 0; i < P.m; ++i)
    for (int k = 0; k < P.k; ++k)
      if (P.a.has(k - i)) x.a[i * P.a_row + k * P.a_column] = T((i * 29 + k * 11) % 32 - 15) / 4;
  return x;
}
template <product_shape P, class T>
struct result_of_product {
  fixed<T, P.m * P.n> c{};
  constexpr explicit result_of_product(matrices<T> const& x) {
    product<P>(static_cast<T const*>(x.a), static_cast<T const*>(x.b), static_cast<T*>(c));
  }
};
template <product_shape P, class T>
bool product_agrees() {
  static constexpr matrices<T> x = operands<P, T>();
  static constexpr result_of_product<P, T> folded(x);
  result_of_product<P, T> const computed(x);
  for (int i = 0; i < P.m; ++i)
    for (int j = 0; j < P.n; ++j) {
      T sum{};  // exact: multiples of 1/32
      for (int k = 0; k < P.k; ++k)
        sum += x.a[i * P.a_row + k * P.a_column] * x.b[k * P.b_row + j * P.b_column];
      if (computed.c[i * P.n + j] != (P.c.has(j - i) ? sum : T{})) return false;
      if (P.c.has(j - i) && folded.c[i * P.n + j] != sum) return false;
    }
  return true;
}
constexpr diagonals every{}, lower{-100, 0}, upper{0, 100}, three{-1, 1}, far{5, 7};
template <diagonals A, class T>
bool left_factors_agree() {
  return product_agrees<product_shape{10, 13, 10, 10, 1, 13, 1, 1, 0, 0, A, every}, T>() &&
         product_agrees<product_shape{6, 9, 6, 1, 6, 9, 1, 1, 0, 0, A, every}, T>() &&
         product_agrees<product_shape{13, 7, 20, 20, 1, 1, 20, 1, 0, 0, A, every}, T>();
}

// A likelihood with triangular factors, kept in loops: of the factors' cotangents the triangle is read.
constexpr int d = 5, points = 64;
constexpr variable<"L", 2, d, d> L;
constexpr variable<"q", 2, d> q;
constexpr variable<"x", 2, d, points> x;
constexpr auto Q = tril<-1>(L) + diag_embed(exp(q));
constexpr auto z = matmul(Q, x);
constexpr auto loss = sum(z * square(z));
constexpr auto both = value_and_gradient(loss, L, q);
using program_of_both = entries_of<type_of<both>>::program;
constexpr auto at_L = mixed<tensor<double, 2, d, d>>(1);
constexpr auto at_q = evaluate(0.25_c * q, q = mixed<tensor<double, 2, d>>(2));
constexpr auto at_x = mixed<tensor<double, 2, d, points>>(3);

template <diagonals A, diagonals C>
constexpr bool has_product() {
  auto const& plan = program_of_both::plan;
  for (int i = 0; i < plan.product_count; ++i)
    if (plan.products[i].a == A && plan.products[i].c == C) return true;
  return false;
}

}  // namespace

TEST_CASE("Products with bands") {
  CHECK(left_factors_agree<lower, double>());
  CHECK(left_factors_agree<upper, float>());
  CHECK(left_factors_agree<three, double>());
  CHECK(left_factors_agree<far, double>());
}
TEST_CASE("Of rows by rows, what is read") {
  constexpr product_shape triangle{10, 10, 67, 67, 1, 1, 67, 1, 0, 0, every, lower};
  constexpr product_shape narrow{7, 13, 79, 79, 1, 1, 79, 1, 0, 0, every, three};
  constexpr product_shape above{9, 12, 64, 64, 1, 1, 64, 1, 0, 0, every, upper};
  CHECK(product_agrees<triangle, double>());
  CHECK(product_agrees<narrow, double>());
  CHECK(product_agrees<above, float>());
}
TEST_CASE("Triangles are found") {
  constexpr diagonals of_factor{1 - d, 0}, of_points{1 - d, points - 1};
  STATIC_REQUIRE(has_product<of_factor, of_points>());
  STATIC_REQUIRE(has_product<of_points, of_factor>());
  static constexpr auto folded = evaluate(both, L = at_L, q = at_q, x = at_x);
  auto const computed = evaluate(both, L = at_L, q = at_q, x = at_x);
  CHECK(same(computed[L], folded[L]));
  CHECK(same(computed[q], folded[q]));
  CHECK(check::differences_agree(loss, L, at_L, q = at_q, x = at_x));
  CHECK(check::differences_agree(loss, q, at_q, L = at_L, x = at_x));
}
TEST_CASE("What lies above a triangle never matters") {
  constexpr variable<"A", 8, 8> A;
  constexpr variable<"B", 8, 70> B;
  auto const f = matmul(tril(A), B);
  auto b = mixed<tensor<double, 8, 70>>(2);
  auto const a = mixed<tensor<double, 8, 8>>(1);
  b(7, 3) = check::nan<double>;  // which only the last row reads
  auto const y = evaluate(f, A = a, B = b);
  CHECK(y(6, 3) == y(6, 3));
  CHECK(y(7, 3) != y(7, 3));
}
