// SPDX-License-Identifier: BSL-1.0
// Products with many rows of few columns are computed transposed, and long rows times rows in the partial
// sums of a dot product: constant evaluation and run time agree to the bit, and both with plain loops.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
#include <cmath>
using namespace tapeless::core;
using check::mixed, check::same, check::close;

namespace {

template <class T, std::size_t M, std::size_t N, std::size_t K>
bool rows_agree() {
  constexpr variable<"a", M, K> A;
  constexpr variable<"b", N, K> B;
  constexpr auto f = matmul(A, transpose(B));
  static constexpr auto a = evaluate(0.1_c * A, A = mixed<tensor<T, M, K>>(1));
  static constexpr auto b = mixed<tensor<T, N, K>>(2);
  static constexpr auto folded = evaluate(f, A = a, B = b);
  auto const computed = evaluate(f, A = a, B = b);
  tensor<T, M, N> by_loops;
  for (std::size_t i = 0; i < M; ++i)
    for (std::size_t j = 0; j < N; ++j)
      for (std::size_t k = 0; k < K; ++k) by_loops(i, j) += a(i, k) * b(j, k);
  return same(folded, computed) && close(computed, by_loops, T(1024) * std::numeric_limits<T>::epsilon());
}

constexpr int components = 2, points = 66, axes_of_point = 2;
constexpr variable<"x", points, axes_of_point> x;
constexpr variable<"mu", components, axes_of_point> mu;
constexpr variable<"Q", components, axes_of_point, axes_of_point> Q;
constexpr auto z = matmul(x - unsqueeze(mu, axis<1>), permute(Q, axis<0, 2, 1>));
constexpr auto density = -0.5_c * sum(square(z), axis<2>) + sum(amax(z, axis<2>)) * 0.01_c;
constexpr auto likelihood = sum(logsumexp(density, axis<0>)) + sum(square(sum(sin(z), axis<1>)));
constexpr auto both = value_and_gradient(likelihood, mu, Q);
constexpr auto at_x = mixed<tensor<double, points, axes_of_point>>(3);
constexpr auto at_mu = evaluate(sin(mu), mu = mixed<tensor<double, components, axes_of_point>>(5));
constexpr auto at_Q =
    evaluate(sin(Q), Q = mixed<tensor<double, components, axes_of_point, axes_of_point>>(7));

double by_loops(tensor<double, components, axes_of_point> const& means) {
  constexpr int d = axes_of_point;
  double density_of[components][points], total = 0, greatest = 0, sines[components][d]{};
  for (int k = 0; k < components; ++k)
    for (int n = 0; n < points; ++n) {
      double squares = 0, most = -1e300;
      for (int i = 0; i < d; ++i) {
        double entry = 0;
        for (int j = 0; j < d; ++j) entry += at_Q(k, i, j) * (at_x(n, j) - means(k, j));
        squares += entry * entry;
        most = entry > most ? entry : most;
        sines[k][i] += std::sin(entry);
      }
      density_of[k][n] = -0.5 * squares;
      greatest += most;
    }
  for (int n = 0; n < points; ++n) {
    double sum = 0;
    for (int k = 0; k < components; ++k) sum += std::exp(density_of[k][n] + 0.01 * greatest);
    total += std::log(sum);
  }
  for (auto const& row : sines)
    for (double s : row) total += s * s;
  return total;
}

}  // namespace

TEST_CASE("Long rows times rows") {
  CHECK(rows_agree<double, 2, 2, 64>());
  CHECK(rows_agree<double, 10, 10, 67>());
  CHECK(rows_agree<double, 7, 13, 79>());
  CHECK(rows_agree<float, 10, 10, 67>());
  CHECK(rows_agree<float, 6, 3, 96>());
  CHECK(rows_agree<long double, 3, 4, 65>());
}
TEST_CASE("Products with many short rows are turned") {
  using program = entries_of<type_of<both>>::program;
  STATIC_REQUIRE(turning_rows::pays(remade<program::list, simplifying>::list()));
  static constexpr auto folded = evaluate(both, x = at_x, mu = at_mu, Q = at_Q);
  auto const computed = evaluate(both, x = at_x, mu = at_mu, Q = at_Q);
  CHECK(computed[likelihood] == folded[likelihood]);
  CHECK(same(computed[mu], folded[mu]));
  CHECK(same(computed[Q], folded[Q]));
  CHECK(computed[likelihood] == Approx(by_loops(at_mu)));
  for (std::size_t i = 0; i < at_mu.size(); ++i) {
    auto above = at_mu, below = at_mu;
    above.data()[i] += 1e-6, below.data()[i] -= 1e-6;
    CHECK(computed[mu].data()[i] == Approx((by_loops(above) - by_loops(below)) / 2e-6).epsilon(1e-5));
  }
}
