// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;
using check::mixed;

constexpr variable<"A", 2, 2> A;
constexpr variable<"B", 3, 3> B;
constexpr variable<"C", 1, 1> C;
constexpr variable<"M", 2, 2, 2> M;
constexpr tensor<double, 2, 2> a{{0.4, 1}, {-0.2, 0.3}};
constexpr auto b = mixed<tensor<double, 3, 3>>(3);
constexpr double e = 2.718281828459045235;

// The exponential.
static_assert(close(evaluate(matrix_exp(A), A = tensor<double, 2, 2>{{1, 1}, {0, 1}}), {{e, e}, {0, e}}));
static_assert(close(evaluate(matrix_exp(A), A = tensor<double, 2, 2>{{0, -1}, {1, 0}}),
                    {{0.5403023058681398, -0.8414709848078965}, {0.8414709848078965, 0.5403023058681398}}));
static_assert(evaluate(matrix_exp(A), A = tensor<double, 2, 2>{}) == tensor<double, 2, 2>{{1, 0}, {0, 1}});
static_assert(matrix_exp(C) == exp(C));
static_assert(close(evaluate(matrix_exp(A), A = tensor<double, 2, 2>{{-30, 0}, {0, 20}}),
                    {{9.357622968840175e-14, 0}, {0, 485165195.4097903}}, 1e-14));
static_assert(close(evaluate(matmul(matrix_exp(B), matrix_exp(-B)), B = b), {{1, 0, 0}, {0, 1, 0}, {0, 0,
                    1}}, 1e-10));
static_assert(close(evaluate(matrix_exp(A), A = tensor<float, 2, 2>{{1, 1}, {0, 1}}),
                    {{float(e), float(e)}, {0, float(e)}}));
constexpr tensor<long double, 2, 2> l{{1, 1}, {0, 1}};
static_assert(close(evaluate(matrix_exp(A), A = l), {{2.7182818284590452354L, 2.7182818284590452354L},
                                                     {0, 2.7182818284590452354L}}));
static_assert(check::same(evaluate(matrix_exp(A), A = tensor<double, 2, 2>{{check::inf<double>, 0}, {0,
    1}}),
                          {{check::nan<double>, check::nan<double>}, {check::nan<double>,
                              check::nan<double>}}));
static_assert(differences_agree(sum(matrix_exp(A) * square(A)), A, a));
static_assert(differences_agree(sum(matrix_exp(B * 0.25_c) * B), B, b));
static_assert(differences_agree(sum(square(gradient(sum(square(matrix_exp(A))), A))), A, a));
constexpr tensor<double, 2, 2, 2> m{{{0.4, 1}, {-0.2, 0.3}}, {{1, 2}, {-1, 1}}};
static_assert(matrix_exp(M).shape == shape{2, 2, 2} && differences_agree(sum(square(matrix_exp(M))), M, m));

// Whole powers.
static_assert(matrix_power<1>(A) == A && matrix_power<2>(A) == matmul(A, A));
static_assert(matrix_power<-1>(A) == inverse(A));
static_assert(evaluate(matrix_power<0>(M), M = m) ==
              tensor<double, 2, 2, 2>{{{1, 0}, {0, 1}}, {{1, 0}, {0, 1}}});
static_assert(evaluate(matrix_power<5>(A), A = tensor<double, 2, 2>{{1, 1}, {0, 1}}) ==
              tensor<double, 2, 2>{{1, 5}, {0, 1}});
static_assert(close(evaluate(matmul(matrix_power<-3>(A), matrix_power<3>(A)), A = a), {{1, 0}, {0, 1}},
                    1e-14));
static_assert(differences_agree(sum(square(matrix_power<3>(M))), M, m));
static_assert(differences_agree(sum(matrix_power<-2>(A)) * 1e-3_c, A, a));
