// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

// Well conditioned matrices of each kind, from any entries.
constexpr auto dominant = [](auto a) { return a + 5_c * eye<3>; };
constexpr auto definite = [](auto a) { return matmul(a, transpose(a)) + 3_c * eye<3>; };

TEST_CASE("laws: linear algebra") {
  check_all(
      row<"det">([](auto a) { return det(a); }, in<-2, 2, 3, 3>),
      row<"det, 5 x 5">([](auto a) { return det(a); }, in<-2, 2, 5, 5>),
      row<"logabsdet">([](auto a) { return logabsdet(dominant(a)); }, in<-2, 2, 2, 3, 3>),
      row<"inverse">([](auto a) { return inverse(dominant(a)); }, in<-2, 2, 3, 3>),
      row<"solve">([](auto a, auto b) { return solve(dominant(a), b); }, in<-2, 2, 3, 3>, in<-2, 2, 3>),
      row<"triangular_solve">([](auto a, auto b) { return triangular_solve(dominant(a), b); },
                              in<-2, 2, 3, 3>, in<-2, 2, 3, 2>),
      row<"cholesky">([](auto a) { return cholesky(definite(a)); }, in<-2, 2, 3, 3>),
      row<"qr">([](auto a) { return matmul(transpose(qr_q(a)), 2 * qr_q(a)) + tanh(qr_r(a)); },
                in<1, 4, 4, 3>),
      row<"least_squares">([](auto a, auto b) { return least_squares(a, b); }, in<1, 4, 4, 2>, in<-2, 2, 4>),
      row<"eigh_values">([](auto a) { return eigh_values(symmetric(a)); }, in<-2, 2, 3, 3>),
      row<"eigh_vectors">([](auto a) { return square(eigh_vectors(symmetric(a))); }, in<-2, 2, 3, 3>),
      row<"matrix_exp">([](auto a) { return matrix_exp(a); }, in<-1, 1, 3, 3>),
      row<"matrix_power">([](auto a) { return matrix_power<3>(a); }, in<-1, 1, 2, 2>));
}
