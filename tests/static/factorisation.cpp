// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;
using check::mixed;

// QR and least squares.
constexpr variable<"A", 3, 3> A;
constexpr variable<"T", 4, 2> T;
constexpr variable<"W", 2, 4> W;
constexpr variable<"M", 2, 3, 2> M;
constexpr variable<"b", 4> b;
constexpr variable<"c", 2> c;
constexpr auto a = mixed<tensor<double, 3, 3>>(3);
constexpr auto t = mixed<tensor<double, 4, 2>>(2);
constexpr auto w = mixed<tensor<double, 2, 4>>(2);
constexpr auto m = mixed<tensor<double, 2, 3, 2>>(5);
constexpr tensor<double, 4> bv{1, 2, -1, 0.5};
constexpr tensor<double, 2> cv{1, 2};
constexpr tensor<double, 2, 2> one2{{1, 0}, {0, 1}};

static_assert(qr_q(T).shape == shape{4, 2} && qr_r(T).shape == shape{2, 2});
static_assert(qr_q(W).shape == shape{2, 2} && qr_r(W).shape == shape{2, 4} && qr_q(M).shape == shape{2, 3,
    2});
static_assert(close(evaluate(matmul(qr_q(A), qr_r(A)), A = a), a));
static_assert(close(evaluate(matmul(qr_q(T), qr_r(T)), T = t), t));
static_assert(close(evaluate(matmul(qr_q(W), qr_r(W)), W = w), w));
static_assert(close(evaluate(matmul(qr_q(M), qr_r(M)), M = m), m));
static_assert(close(evaluate(matmul(transpose(qr_q(T)), qr_q(T)), T = t), one2));
// Signs as in LAPACK: the diagonal of R has the sign opposite to the entry above which it came.
static_assert(close(evaluate(qr_r(reshape<2, 1>(c)), c = cv), tensor<double, 1, 1>{{-2.23606797749979}}));
static_assert(evaluate(qr_r(A), A = tensor<double, 3, 3>{{2, 1, 0}, {0, 3, 1}, {0, 0, -4}}) ==
              tensor<double, 3, 3>{{2, 1, 0}, {0, 3, 1}, {0, 0, -4}});  // triangular: nothing to reflect
static_assert(evaluate(qr_r(A), A = tensor<double, 3, 3>{})(0, 0) == 0);

constexpr auto square_case = sum(qr_q(A) * A + qr_r(A) * square(qr_r(A)));
constexpr auto tall = sum(qr_q(T) * T) + sum(qr_r(T) * square(qr_r(T)));
static_assert(differences_agree(square_case, A, a) && differences_agree(tall, T, t));
static_assert(differences_agree(sum(qr_q(W)) + sum(square(qr_r(W)) * W), W, w));
static_assert(differences_agree(sum(qr_q(M) * M), M, m));
static_assert(differences_agree(sum(square(gradient(tall, T))), T, t));

static_assert(least_squares(T, b).shape == shape{2} && least_squares(W, c).shape == shape{4});
static_assert(close(evaluate(matmul(transpose(T), matmul(T, least_squares(T, b)) - b), T = t, b = bv), {0,
                    0}, 1e-13));
static_assert(close(evaluate(matmul(W, least_squares(W, c)), W = w, c = cv), cv));
static_assert(close(evaluate(least_squares(W, c) - matmul(transpose(W), solve(matmul(W, transpose(W)), c)),
                    W = w,
                             c = cv), {0, 0, 0, 0}, 1e-14));  // the shortest
static_assert(differences_agree(sum(square(least_squares(T, b))), T, t, b = bv));
static_assert(differences_agree(sum(square(least_squares(T, b))), b, bv, T = t));
static_assert(differences_agree(sum(square(least_squares(W, c))), W, w, c = cv));
static_assert(differences_agree(sum(square(gradient(sum(square(least_squares(T, b))), T))), T, t, b = bv));

// Symmetric eigenvalues and their vectors.
constexpr auto S = A + transpose(A);
constexpr auto again = matmul(eigh_vectors(S) * eigh_values(S), transpose(eigh_vectors(S)));
static_assert(close(evaluate(again, A = a), evaluate(S, A = a), 1e-14));
static_assert(close(evaluate(eigh_values(A), A = tensor<double, 3, 3>{{2, 9, 9}, {0, -3, 9}, {0, 0, 1}}),
                    {-3, 1, 2}));
static_assert(close(evaluate(eigh_vectors(A), A = tensor<double, 3, 3>{{2, 9, 9}, {0, -3, 9}, {0, 0, 1}}),
                    {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}));  // reads the lower triangle only
constexpr bool sorted(auto const& values) {
  for (std::size_t i = 1; i < values.size(); ++i)
    if (!(values(i - 1) <= values(i))) return false;
  return true;
}
constexpr variable<"B", 8, 8> B;
constexpr auto big = mixed<tensor<double, 8, 8>>(3);
constexpr auto Z = B + transpose(B);
static_assert(sorted(evaluate(eigh_values(Z), B = big)));
static_assert(close(evaluate(matmul(Z, eigh_vectors(Z)) - eigh_vectors(Z) * eigh_values(Z), B = big), {},
                    1e-13));
static_assert(differences_agree(sum(eigh_values(S) * square(eigh_values(S))), A, a));
static_assert(differences_agree(sum(eigh_vectors(S) * A), A, a));
constexpr auto both = sum(eigh_vectors(S) * A) + sum(square(eigh_values(S)));
static_assert(differences_agree(sum(square(gradient(both, A))), A, a));
// Batches, and the gradient, which is symmetric.
constexpr variable<"E", 2, 2, 2> E;
constexpr tensor<double, 2, 2, 2> e{{{2, 1}, {1, 2}}, {{0, 3}, {3, 8}}};
static_assert(close(evaluate(eigh_values(E), E = e), {{1, 3}, {-1, 9}}));
static_assert(close(evaluate(gradient(sum(slice(eigh_values(E), range<>, at<1>)), E), E = e),
                    {{{0.5, 0.5}, {0.5, 0.5}}, {{0.1, 0.3}, {0.3, 0.9}}}));
// Equal eigenvalues: their sum has a gradient.
static_assert(close(evaluate(gradient(sum(eigh_values(A)), A), A = tensor<double, 3, 3>{{1, 0, 0}, {0, 1,
                    0}, {0, 0, 1}}),
                    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
static_assert(evaluate(eigh_values(A), A = tensor<double, 3, 3>{}) == tensor<double, 3>{});
constexpr auto broken = evaluate(eigh_values(A), A = tensor<double, 3, 3>{{1, 0, 0}, {check::nan<double>, 1,
    0}, {0, 0, 1}});
static_assert(check::same(broken, {check::nan<double>, check::nan<double>, check::nan<double>}));
