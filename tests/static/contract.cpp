// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::mixed;

constexpr variable<"a", 3> a;
constexpr variable<"b", 3> b;
constexpr variable<"c", 2> c;
constexpr variable<"A", 2, 3> A;
constexpr variable<"B", 3, 4> B;
constexpr tensor<double, 3> u{1, 2, 3}, v{4, -5, 6};
constexpr tensor<double, 2> w{0.5, -2};
constexpr tensor<double, 2, 3> M{{1, 2, 3}, {4, 5, 6}};
constexpr tensor<double, 3, 4> N{{1, 0, 2, -1}, {0, 1, 1, 3}, {2, -2, 0, 1}};

// Every combination of ranks 1 and 2, in every scalar type.
template <class T>
constexpr bool small_products() {
  tensor<T, 2, 3> const m{{1, 2, 3}, {4, 5, 6}};
  tensor<T, 3> const p{1, 2, 3}, q{4, -5, 6};
  tensor<T, 2> const r{0.5, -2};
  tensor<T, 3, 4> const n{{1, 0, 2, -1}, {0, 1, 1, 3}, {2, -2, 0, 1}};
  return evaluate(matmul(a, b), a = p, b = q) == T(12) &&
         evaluate(matmul(A, a), A = m, a = p) == tensor<T, 2>{14, 32} &&
         evaluate(matmul(c, A), c = r, A = m) == tensor<T, 3>{-7.5, -9, -10.5} &&
         evaluate(matmul(A, B), A = m, B = n) == tensor<T, 2, 4>{{7, -4, 4, 8}, {16, -7, 13, 17}} &&
         evaluate(outer(c, a), c = r, a = p) == tensor<T, 2, 3>{{0.5, 1, 1.5}, {-2, -4, -6}} &&
         evaluate(dot(a, b), a = p, b = q) == T(12);
}
static_assert(small_products<float>());
static_assert(small_products<double>());
static_assert(small_products<long double>());

static_assert(matmul(a, b) == dot(a, b) && matmul(a, b) == matmul(b, a) && outer(a, c) != outer(c, a));
static_assert(matmul(A, a).shape == shape{2} && matmul(a, B).shape == shape{4} && dot(a, b).shape == scalar);
constexpr variable<"k", 1> k;
constexpr variable<"C", 1, 3> C;
static_assert(evaluate(matmul(k, C), k = tensor<double, 1>{2}, C = tensor<double, 1, 3>{{1, 2, 3}}) ==
              tensor<double, 3>{2, 4, 6});
static_assert(evaluate(matmul(transpose(C), k), k = tensor<double, 1>{2},
                       C = tensor<double, 1, 3>{{1, 2, 3}}) == tensor<double, 3>{2, 4, 6});

// Batches: each [i, j] of the result against the matrix product of the parts that belong to it.
template <std::size_t M_, std::size_t K, std::size_t N_>
constexpr bool is_product(auto y, auto p, auto q) {
  for (std::size_t i = 0; i < M_; ++i)
    for (std::size_t j = 0; j < N_; ++j) {
      double total = p[i * K] * q[j];
      for (std::size_t l = 1; l < K; ++l) total += p[i * K + l] * q[l * N_ + j];
      if (y[i * N_ + j] != total) return false;
    }
  return true;
}
constexpr variable<"P", 2, 1, 2, 3> P;
constexpr variable<"Q", 5, 3, 4> Q;
constexpr bool batch_axes_broadcast() {
  auto const p = mixed<tensor<double, 2, 1, 2, 3>>(1);
  auto const q = mixed<tensor<double, 5, 3, 4>>(2);
  auto const y = evaluate(matmul(P, Q), P = p, Q = q);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 5; ++j)
      if (!is_product<2, 3, 4>(y[i][j].data(), p[i][0].data(), q[j].data())) return false;
  return std::is_same_v<decltype(y), tensor<double, 2, 5, 2, 4> const>;
}
static_assert(batch_axes_broadcast());
constexpr bool vectors_meet_batches() {
  auto const p = mixed<tensor<double, 2, 1, 2, 3>>(3);
  auto const q = mixed<tensor<double, 5, 3, 4>>(4);
  auto const column = evaluate(matmul(P, a), P = p, a = v);  // [2, 1, 2, 3] [3]
  auto const row = evaluate(matmul(a, Q), a = v, Q = q);     // [3] [5, 3, 4]
  for (std::size_t i = 0; i < 2; ++i)
    if (!is_product<2, 3, 1>(column[i][0].data(), p[i][0].data(), v.data())) return false;
  for (std::size_t i = 0; i < 5; ++i)
    if (!is_product<1, 3, 4>(row[i].data(), v.data(), q[i].data())) return false;
  return matmul(P, a).shape == shape{2, 1, 2} && matmul(a, Q).shape == shape{5, 4};
}
static_assert(vectors_meet_batches());
constexpr bool matrices_meet_batches() {
  auto const p = mixed<tensor<double, 2, 1, 2, 3>>(5);
  auto const q = mixed<tensor<double, 5, 3, 4>>(6);
  auto const right = evaluate(matmul(P, B), P = p, B = N), left = right;
  auto const batch = evaluate(matmul(A, Q), A = M, Q = q);
  for (std::size_t i = 0; i < 2; ++i)
    if (!is_product<2, 3, 4>(left[i][0].data(), p[i][0].data(), N.data())) return false;
  for (std::size_t i = 0; i < 5; ++i)
    if (!is_product<2, 3, 4>(batch[i].data(), M.data(), q[i].data())) return false;
  return matmul(P, B).shape == shape{2, 1, 2, 4} && matmul(A, Q).shape == shape{5, 2, 4};
}
static_assert(matrices_meet_batches());
constexpr variable<"L", 1, 1, 2, 2, 1, 2> L;
constexpr variable<"R", 2, 1, 1, 2, 3> R;
static_assert(matmul(L, R).shape == shape{1, 2, 2, 2, 1, 3} &&
              matmul(transpose(R), transpose(L)).shape == shape{1, 2, 2, 2, 3, 1});

// Gradients: by hand as formulas, else against differences.
constexpr variable<"G", 2, 4> G;
static_assert(gradient(sum(matmul(A, B) * G), A) == matmul(G, transpose(B)));
static_assert(gradient(sum(matmul(A, B) * G), B) == matmul(transpose(A), G));
static_assert(evaluate(gradient(dot(a, b), a), a = u, b = v) == v &&
              evaluate(gradient(dot(a, b), b), a = u, b = v) == u);
static_assert(gradient(sum(square(matmul(A, a))), A) == outer(2_c * matmul(A, a), a));
static_assert(gradient(sum(square(matmul(A, a))), a) == matmul(transpose(A), 2_c * matmul(A, a)));
static_assert(evaluate(gradient(sum(outer(c, a) * A), c), c = w, a = u, A = M) == tensor<double, 2>{14, 32});
static_assert(evaluate(gradient(dot(a, a), a), a = u) == tensor<double, 3>{2, 4, 6});
static_assert(transpose(matmul(A, B)) != matmul(A, B) && transpose(transpose(matmul(A, B))) == matmul(A, B));
static_assert(check::differences_agree(sum(square(matmul(c, A))), A, M, c = w) &&
              check::differences_agree(sum(square(matmul(c, A))), c, w, A = M));
static_assert(check::differences_agree(sum(square(sum(square(gradient(sum(square(matmul(A, a))), a))))), a,
                                       tensor<double, 3>{0.1, -0.2, 0.3}, A = M));
