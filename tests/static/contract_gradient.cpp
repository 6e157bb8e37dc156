// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::mixed;

// Gradients of products of batches: the axes that broadcast are summed over.
constexpr variable<"P", 2, 1, 2, 3> P;
constexpr variable<"Q", 3, 3, 2> Q;
constexpr variable<"B", 3, 2> B;
constexpr variable<"a", 3> a;
constexpr auto p = mixed<tensor<double, 2, 1, 2, 3>>(1);
constexpr auto q = mixed<tensor<double, 3, 3, 2>>(2);
constexpr auto r = mixed<tensor<double, 3, 2>>(3);
constexpr tensor<double, 3> v{0.5, -1, 2};

constexpr auto batches = sum(square(matmul(P, Q)));
static_assert(check::differences_agree(batches, P, p, Q = q));
static_assert(check::differences_agree(batches, Q, q, P = p));
constexpr auto one_right = sum(tanh(matmul(P, B)));
static_assert(check::differences_agree(one_right, P, p, B = r) &&
              check::differences_agree(one_right, B, r, P = p));
constexpr auto one_left = sum(square(matmul(transpose(B), Q)));
static_assert(check::differences_agree(one_left, Q, q, B = r) &&
              check::differences_agree(one_left, B, r, Q = q));
constexpr auto vector_right = sum(square(matmul(P, a)));
constexpr auto vector_left = sum(square(matmul(a, Q)));
static_assert(check::differences_agree(vector_right, P, p, a = v));
static_assert(check::differences_agree(vector_right, a, v, P = p));
static_assert(check::differences_agree(vector_left, Q, q, a = v));
static_assert(check::differences_agree(vector_left, a, v, Q = q));
