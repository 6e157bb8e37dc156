// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"A", 3, 3> A;
constexpr variable<"W", 2, 4> W;
constexpr variable<"p", 2, 1, 3, 2, 2, 3> p;
constexpr tensor<double, 3, 3> b{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
constexpr tensor<double, 2, 4> c{{1, 2, 3, 4}, {5, 6, 7, 8}};
constexpr auto d = check::mixed<tensor<double, 2, 1, 3, 2, 2, 3>>();

static_assert(evaluate(tril(A), A = b) == tensor<double, 3, 3>{{1, 0, 0}, {4, 5, 0}, {7, 8, 9}});
static_assert(evaluate(tril<1>(A), A = b) == tensor<double, 3, 3>{{1, 2, 0}, {4, 5, 6}, {7, 8, 9}});
static_assert(evaluate(tril<-1>(A), A = b) == tensor<double, 3, 3>{{0, 0, 0}, {4, 0, 0}, {7, 8, 0}});
static_assert(evaluate(triu(A), A = b) == tensor<double, 3, 3>{{1, 2, 3}, {0, 5, 6}, {0, 0, 9}});
static_assert(evaluate(triu<1>(W), W = tensor<float, 2, 4>{{1, 2, 3, 4}, {5, 6, 7, 8}}) ==
              tensor<float, 2, 4>{{0, 2, 3, 4}, {0, 0, 7, 8}});
static_assert(evaluate(triu<-1>(transpose(W)), W = c) ==
              tensor<double, 4, 2>{{1, 5}, {2, 6}, {0, 7}, {0, 0}});
constexpr bool rank_6() {
  auto const lower = evaluate(tril(p), p = d), upper = evaluate(triu<1>(p), p = d);
  for (int i = 0; i < 12; ++i)
    for (int j = 0; j < 2; ++j)
      for (int k = 0; k < 3; ++k) {
        double const x = d.data()[i * 6 + j * 3 + k];
        if (lower.data()[i * 6 + j * 3 + k] != (k <= j ? x : 0) ||
            upper.data()[i * 6 + j * 3 + k] != (k > j ? x : 0))
          return false;
      }
  return true;
}
static_assert(rank_6());

// Identities: bands intersect; all diagonals are x, none is zero.
static_assert(tril<2>(A) == A && triu<-2>(A) == A && tril(tril<1>(A)) == tril(A) && triu(triu(A)) == triu(A));
static_assert(tril<1>(triu<-1>(A)) == triu<-1>(tril<1>(A)) && tril<7>(W) == W);
static_assert(evaluate(tril<-3>(A), A = b) == tensor<double, 3, 3>{});

// Gradients, second derivatives; what is cut off never matters.
constexpr auto f = sum(square(matmul(tril(A), triu<1>(A))));
static_assert(check::differences_agree(f, A, b));
static_assert(check::differences_agree(sum(square(gradient(sum(square(tril<1>(A)) * triu(A)), A))), A, b));
static_assert(gradient(sum(tril(A) * A), A) == 2_c * tril(A));
static_assert(
    evaluate(gradient(sum(square(triu(A))), A),
             A = tensor<double, 3, 3>{{1, 2, 3}, {check::nan<double>, 5, 6}, {check::inf<double>, 0, 9}}) ==
    tensor<double, 3, 3>{{2, 4, 6}, {0, 10, 12}, {0, 0, 18}});

// As kernels.
constexpr variable<"large", 30, 25> large;
constexpr auto e = check::mixed<tensor<double, 30, 25>>();
constexpr bool of_many() {
  auto const [y, g] =
      evaluate(formulas(tril<-2>(large), gradient(sum(square(square(triu<3>(large)))), large)), large = e);
  for (int i = 0; i < 30; ++i)
    for (int j = 0; j < 25; ++j)
      if (y(i, j) != (j - i <= -2 ? e(i, j) : 0) ||
          g(i, j) != (j - i >= 3 ? 4 * e(i, j) * e(i, j) * e(i, j) : 0))
        return false;
  return true;
}
static_assert(of_many());
