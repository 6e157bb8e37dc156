// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"s"> s;
constexpr variable<"v", 3> v;
constexpr variable<"A", 3, 3> A;
constexpr variable<"W", 3, 2> W;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr tensor<double, 3> a{1, 2, 3};
constexpr tensor<double, 3, 3> b{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
constexpr tensor<double, 3, 2> c{{1, 2}, {3, 4}, {5, 6}};
constexpr auto d = check::mixed<tensor<double, 2, 3, 4>>();

// diagonal: each of them; batches; named axes.
static_assert(evaluate(diagonal(A), A = b) == tensor<double, 3>{1, 5, 9});
static_assert(evaluate(diagonal<1>(A), A = b) == tensor<double, 2>{2, 6});
static_assert(evaluate(diagonal<-1>(A), A = b) == tensor<double, 2>{4, 8});
static_assert(evaluate(diagonal<2>(A), A = b) == tensor<double, 1>{3});
static_assert(evaluate(diagonal(W), W = c) == tensor<double, 2>{1, 4});
static_assert(evaluate(diagonal<-1>(W), W = c) == tensor<double, 2>{3, 6});
static_assert(evaluate(diagonal<1>(W), W = c) == tensor<double, 1>{2});
static_assert(evaluate(diagonal(transpose(W)), W = c) == tensor<double, 2>{1, 4});
constexpr bool of_batches() {
  auto const last = evaluate(diagonal<1>(t), t = d);
  auto const first = evaluate(diagonal(t, axis<0, 1>), t = d);
  auto const turned = evaluate(diagonal<-1>(t, axis<2, 0>), t = d);
  static_assert(std::is_same_v<decltype(last), tensor<double, 2, 3> const> &&
                std::is_same_v<decltype(first), tensor<double, 4, 2> const> &&
                std::is_same_v<decltype(turned), tensor<double, 3, 2> const>);
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3; ++j)
      if (last(i, j) != d(i, j, j + 1) || turned(j, i) != d(i, j, i + 1)) return false;
    for (int k = 0; k < 4; ++k)
      if (first(k, i) != d(i, i, k)) return false;
  }
  return diagonal(p, axis<0, -1>).shape == shape{1, 3, 2, 1, 2};
}
static_assert(of_batches());

// diag_embed, diag, eye.
static_assert(evaluate(diag_embed(v), v = a) == tensor<double, 3, 3>{{1, 0, 0}, {0, 2, 0}, {0, 0, 3}});
static_assert(evaluate(diag_embed<1>(v), v = a) ==
              tensor<double, 4, 4>{{0, 1, 0, 0}, {0, 0, 2, 0}, {0, 0, 0, 3}, {0, 0, 0, 0}});
static_assert(evaluate(diag_embed<-1>(W), W = c)(2, 2, 1) == 6 && diag_embed(W).shape == shape{3, 2, 2});
static_assert(diag(v) == diag_embed(v) && diag<1>(A) == diagonal<1>(A) && diag(diag(v)) == v);
static_assert(diagonal<-2>(diag_embed<-2>(W)) == W);
static_assert(evaluate(eye<2, 3> * s, s = 2.0) == tensor<double, 2, 3>{{2, 0, 0}, {0, 2, 0}});
static_assert(evaluate(matmul(eye<3>, A) * 2_c, A = b) == evaluate(2_c * A, A = b));
static_assert(eye<3>.shape == shape{3, 3} && eye<3, 2>.shape == shape{3, 2});

// trace: of matrices and of batches.
static_assert(evaluate(trace(A), A = b) == 15.0);
static_assert(evaluate(trace(W), W = tensor<float, 3, 2>{{1, 2}, {3, 4}, {5, 6}}) == 5.0f);
static_assert(evaluate(trace(t), t = d)(1) == d(1, 0, 0) + d(1, 1, 1) + d(1, 2, 2));

// Gradients, second derivatives.
static_assert(gradient(trace(A), A) == eye<3>);
static_assert(check::same(evaluate(gradient(sum(square(diagonal(A))), A), A = b),
                          tensor<double, 3, 3>{{2, 0, 0}, {0, 10, 0}, {0, 0, 18}}));
static_assert(evaluate(gradient(sum(diag_embed<1>(v) * diag_embed<1>(v)), v), v = a) ==
              tensor<double, 3>{2, 4, 6});
constexpr auto cubes = sum(square(diagonal<1>(t)) * diagonal(t)) + trace(matmul(A, matmul(A, A)));
static_assert(check::differences_agree(cubes, t, d, A = b));
static_assert(check::differences_agree(cubes, A, b, t = d));
static_assert(check::differences_agree(sum(square(gradient(cubes, t))), t, d, A = b));
static_assert(check::differences_agree(sum(square(gradient(trace(matmul(A, matmul(A, A))), A))), A, b));
constexpr auto scaled = sum(square(matmul(diag(v), A)));
static_assert(check::differences_agree(scaled, v, a, A = b));
static_assert(check::differences_agree(sum(square(gradient(scaled, v))), A, b, v = a));
// What is not on the diagonal does not matter.
static_assert(evaluate(gradient(square(trace(A)), A),
                       A = tensor<double, 3, 3>{
                           {1, check::nan<double>, 0}, {check::inf<double>, 2, 0}, {0, 0, 3}})(0, 1) == 0);
