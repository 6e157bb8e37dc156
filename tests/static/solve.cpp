// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;
using check::mixed;
using check::nan;

// Systems of equations and inverses: written out (up to n = 2 by Cramer's rule, then by elimination) and as
// kernels, which need more than a formula's 512 operations.
constexpr variable<"A", 1, 1> A1;
constexpr variable<"B", 2, 2> A2;
constexpr variable<"C", 3, 3> A3;
constexpr variable<"D", 9, 9> A9;
constexpr tensor<double, 2, 2> a2{{4, 1}, {2, 3}};
constexpr tensor<double, 3, 3> a3{{0, 2, 1}, {1, -1, 3}, {2, 0.5, -4}};  // its first pivot is 0
constexpr auto a9 = check::filled<tensor<double, 9,
    9>>([](int i) { return double(i * i * i % 37 - 18) / 8; });
constexpr variable<"b", 3> b3;
constexpr variable<"c", 9> b9;
constexpr variable<"X", 3, 2> X;
constexpr tensor<double, 3> v3{1, -2, 0.5};
constexpr auto v9 = mixed<tensor<double, 9>>(3);
constexpr auto x = mixed<tensor<double, 3, 2>>(2);

static_assert(evaluate(inverse(A1), A1 = tensor<double, 1, 1>{{4}}) == tensor<double, 1, 1>{{0.25}});
static_assert(close(evaluate(inverse(A2), A2 = a2), {{0.3, -0.1}, {-0.2, 0.4}}));
static_assert(close(evaluate(matmul(A3, inverse(A3)), A3 = a3), {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
static_assert(close(evaluate(matmul(A3, solve(A3, b3)), A3 = a3, b3 = v3), v3));
static_assert(close(evaluate(matmul(A3, solve(A3, X)), A3 = a3, X = x), x));
static_assert(close(evaluate(matmul(A9, solve(A9, b9)), A9 = a9, b9 = v9), v9, 1e-12));
static_assert(close(evaluate(solve(A9, matmul(A9, b9)), A9 = a9, b9 = v9), v9, 1e-12));
static_assert(close(evaluate(matmul(inverse(A9), b9), A9 = a9, b9 = v9),
                    evaluate(solve(A9, b9), A9 = a9, b9 = v9), 1e-13));

// Other scalar types.
constexpr tensor<float, 2, 2> f2{{4, 1}, {2, 3}};
constexpr tensor<long double, 3, 3> l3{{0, 2, 1}, {1, -1, 3}, {2, 0.5L, -4}};
static_assert(close(evaluate(inverse(A2), A2 = f2), {{0.3f, -0.1f}, {-0.2f, 0.4f}}));
static_assert(close(evaluate(matmul(A3, inverse(A3)), A3 = l3), {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));

// Gradients and second derivatives.
static_assert(differences_agree(sum(inverse(A2) * A2), A2, a2));
static_assert(differences_agree(sum(square(inverse(A3))), A3, a3));
static_assert(differences_agree(sum(square(solve(A3, b3))), A3, a3, b3 = v3));
static_assert(differences_agree(sum(square(solve(A3, b3))), b3, v3, A3 = a3));
static_assert(differences_agree(sum(square(solve(A2, A2 * A2))), A2, a2));
constexpr auto slope = sum(square(gradient(sum(square(solve(A2, square(A2)))), A2)));
static_assert(differences_agree(slope, A2, a2));
constexpr auto slope3 = sum(square(gradient(sum(square(solve(A3, b3))), A3)));
static_assert(differences_agree(slope3, A3, a3, b3 = v3));
constexpr tensor<double, 9, 9> direction = mixed<tensor<double, 9, 9>>(7);
static_assert(check::direction_agrees(sum(square(solve(A9, b9))), A9, a9, direction, b9 = v9));

// Batches broadcast; as in PyTorch b may be one vector for each matrix.
constexpr variable<"M", 2, 2, 2> M;
constexpr variable<"N", 3, 1, 2, 2> N;
constexpr variable<"u", 2> u;
constexpr variable<"w", 2, 2, 1> w;
constexpr variable<"P", 4, 2, 3> P;
constexpr tensor<double, 2, 2, 2> m{{{4, 1}, {2, 3}}, {{1, 2}, {-1, 1}}};
constexpr auto n = mixed<tensor<double, 3, 1, 2, 2>>(4);
constexpr auto p = mixed<tensor<double, 4, 2, 3>>(1);
constexpr tensor<double, 2> u2{1, 2};
constexpr auto w2 = mixed<tensor<double, 2, 2, 1>>(2);
static_assert(solve(M, u).shape == shape{2, 2} && solve(M, A2).shape == shape{2, 2});
static_assert(solve(N, w).shape == shape{3, 2, 2, 1} && solve(A2, P).shape == shape{4, 2, 3});
static_assert(inverse(N).shape == shape{3, 1, 2, 2});
static_assert(close(evaluate(matmul(A2, solve(A2, P)), A2 = a2, P = p), p));
static_assert(close(evaluate(matmul(M, solve(M, w)), M = m, w = w2), w2));
static_assert(close(evaluate(solve(M, u), M = m, u = u2), {{0.1, 0.6}, {-1, 1}}));
static_assert(close(evaluate(solve(M, A2), M = m, A2 = tensor<double, 2, 2>{{1, 2}, {1, 2}}),
                    {{0.1, 0.6}, {-1, 1}}));
static_assert(differences_agree(sum(square(solve(N, w))), N, n, w = w2));
static_assert(differences_agree(sum(square(solve(N, w))), w, w2, N = n));
static_assert(differences_agree(sum(square(solve(A2, P))), A2, a2, P = p));
static_assert(differences_agree(sum(square(inverse(M))), M, m));

// Where a is singular, NaN throughout: the value and its gradients.
constexpr tensor<double, 2, 2> flat2{{1, 2}, {2, 4}};
constexpr tensor<double, 3, 3> flat3{{1, 2, 3}, {2, 4, 6}, {1, 0, 1}};
constexpr tensor<double, 9, 9> flat9 = check::filled<tensor<double, 9, 9>>([](int i) { return i / 9 + 1; });
constexpr bool all_nan(auto const& t) {
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.data()[i] == t.data()[i]) return false;
  return true;
}
static_assert(all_nan(evaluate(inverse(A1), A1 = tensor<double, 1, 1>{{0}})));
static_assert(all_nan(evaluate(inverse(A2), A2 = flat2)) && all_nan(evaluate(inverse(A3), A3 = flat3)));
static_assert(all_nan(evaluate(inverse(A9), A9 = flat9)));
static_assert(all_nan(evaluate(solve(A3, b3), A3 = flat3, b3 = v3)));
static_assert(all_nan(evaluate(solve(A9, b9), A9 = flat9, b9 = v9)));
static_assert(all_nan(evaluate(gradient(sum(solve(A3, b3)), A3), A3 = flat3, b3 = v3)));
static_assert(all_nan(evaluate(gradient(sum(inverse(A2)), A2), A2 = flat2)));
static_assert(all_nan(evaluate(inverse(A2), A2 = tensor<double, 2, 2>{{nan<double>, 1}, {1, 2}})));

// One of a batch is singular: the others are solved.
constexpr tensor<double, 2, 2, 2> half{{{1, 2}, {2, 4}}, {{2, 0}, {0, 4}}};
static_assert(close(evaluate(inverse(M), M = half),
                    {{{nan<double>, nan<double>}, {nan<double>, nan<double>}}, {{0.5, 0}, {0, 0.25}}}));
