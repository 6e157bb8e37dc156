// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;
using check::mixed;
using check::nan;

// Cholesky's factor, and triangular systems.
constexpr variable<"A", 3, 3> A;
constexpr variable<"B", 12, 12> B;
constexpr variable<"M", 2, 2, 2> M;
constexpr variable<"b", 3> b;
constexpr variable<"X", 3, 2> X;
constexpr auto a = mixed<tensor<double, 3, 3>>(2);
constexpr tensor<double, 3> v{1, -2, 0.5};
constexpr auto x = mixed<tensor<double, 3, 2>>(4);

static_assert(evaluate(cholesky(A), A = tensor<double, 3, 3>{{4, 9, 9}, {2, 5, 9}, {-2, 3, 21}}) ==
              tensor<double, 3, 3>{{2, 0, 0}, {1, 2, 0}, {-1, 2, 4}});  // reads the lower triangle only
constexpr auto S = matmul(A, transpose(A));
static_assert(close(evaluate(matmul(cholesky(S), transpose(cholesky(S))) - S, A = a), {}, 1e-13));
static_assert(differences_agree(sum(square(cholesky(S)) * A), A, a));
static_assert(differences_agree(sum(square(gradient(sum(square(cholesky(S)) * A), A))), A, a));
constexpr auto T = matmul(B, transpose(B));
constexpr auto d = check::filled<tensor<double, 12,
    12>>([](int i) { return double(i * i * i % 37 - 18) / 8; });
static_assert(close(evaluate(matmul(cholesky(T), transpose(cholesky(T))) - T, B = d), {}, 1e-12));
// The gradient is symmetric: that by symmetric changes.
constexpr tensor<double, 2, 2, 2> m{{{4, 2}, {2, 5}}, {{1, 0.5}, {0.5, 2}}};
constexpr auto of_entries = evaluate(gradient(sum(square(square(cholesky(M)))), M), M = m);
static_assert(of_entries(0, 0, 1) == of_entries(0, 1, 0) && of_entries(1, 0, 1) == of_entries(1, 1, 0));

// Not positive definite: NaN throughout, in this one of the batch.
constexpr tensor<double, 2, 2, 2> bad{{{1, 2}, {2, 1}}, {{4, 2}, {2, 5}}};
static_assert(check::same(evaluate(cholesky(M), M = bad),
                          {{{nan<double>, nan<double>}, {nan<double>, nan<double>}}, {{2, 0}, {1, 2}}}));
constexpr variable<"Z", 1, 1> Z;
static_assert(check::same(evaluate(cholesky(Z), Z = tensor<double, 1, 1>{{0}}), tensor<double, 1,
    1>{{nan<double>}}));

// Triangular systems: either triangle, transposed, with ones on the diagonal.
constexpr tensor<double, 3, 3> l{{2, 7, 7}, {1, 4, 7}, {-1, 0.5, 0.25}};
constexpr tensor<double, 3, 3> lower{{2, 0, 0}, {1, 4, 0}, {-1, 0.5, 0.25}};
constexpr tensor<double, 3, 3> upper{{2, 7, 7}, {0, 4, 7}, {0, 0, 0.25}};
constexpr tensor<double, 3, 3> ones{{1, 0, 0}, {1, 1, 0}, {-1, 0.5, 1}};
constexpr variable<"L", 3, 3> L;
static_assert(close(evaluate(matmul(L, triangular_solve(A, b)), A = l, L = lower, b = v), v));
static_assert(close(evaluate(matmul(L, triangular_solve(A, X)), A = l, L = lower, X = x), x));
static_assert(close(evaluate(matmul(L, triangular_solve(A, b, upper_triangle)), A = l, L = upper, b = v), v,
                    1e-14));
static_assert(
    close(evaluate(matmul(transpose(L), triangular_solve(A, b, transposed)), A = l, L = lower, b = v), v,
        1e-14));
static_assert(close(evaluate(matmul(transpose(L), triangular_solve(A, b, upper_triangle, transposed)), A = l,
                             L = upper, b = v), v, 1e-14));
static_assert(close(evaluate(matmul(L, triangular_solve(A, b, unit_diagonal)), A = l, L = ones, b = v), v));

constexpr auto forwards = sum(square(triangular_solve(A, X)));
constexpr auto backwards = sum(square(triangular_solve(A, b, transposed)));
constexpr auto above = sum(square(triangular_solve(A, X, unit_diagonal, upper_triangle, transposed)));
static_assert(differences_agree(forwards, A, l, X = x) && differences_agree(forwards, X, x, A = l));
static_assert(differences_agree(backwards, A, l, b = v) && differences_agree(backwards, b, v, A = l));
static_assert(differences_agree(above, A, l, X = x) && differences_agree(above, X, x, A = l));
constexpr auto outside = evaluate(gradient(forwards, A), A = l, X = x);
static_assert(outside(0, 1) == 0 && outside(0, 2) == 0 && outside(1, 2) == 0 && outside(1, 0) != 0);
constexpr auto strictly = evaluate(gradient(above, A), A = l, X = x);
static_assert(strictly(0, 0) == 0 && strictly(1, 0) == 0 && strictly(0, 2) != 0);
constexpr tensor<double, 3, 3> mild{{2, 1, 1}, {1, 4, 1}, {-1, 0.5, 1.25}};
static_assert(differences_agree(sum(square(gradient(forwards, A))), A, mild, X = x));
static_assert(differences_agree(sum(square(gradient(backwards, A))), A, mild, b = v));
