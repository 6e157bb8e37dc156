// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"A", 4, 3> A;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr variable<"large", 40, 50> large;

// Written out: every scalar operation is one.
static_assert(flops(matmul(A, x)) == 4 * (3 + 2) && flops(sum(x)) == 2 && flops(exp(x) * x) == 6);
static_assert(flops(transpose(A)) == 0 && flops(concat(x, x)) == 0);
static_assert(flops(gradient(sum(square(x)), x)) == 3);
static_assert(flops(formulas(sum(square(x)), gradient(sum(square(x)), x))) == 3 + 2 + 3);
// As kernels.
static_assert(flops(exp(large)) == 2000 && flops(sum(large)) == 1999 && flops(transpose(large)) == 0);

static_assert(depth(s) == 0 && depth(exp(exp(s))) == 2 && depth(exp(s) + sin(s)) == 2 &&
              depth(exp(large)) == 1);

static_assert(depends_on(matmul(A, x), A) && depends_on(matmul(A, x), x) && !depends_on(matmul(A, x), s));
static_assert(!depends_on(gradient(sum(matmul(A, x)), x), x) &&
              depends_on(gradient(sum(matmul(A, x)), x), A));

// Elementary functions, written out and as kernels. Roots and whole powers are none.
static_assert(transcendentals(exp(x) * sin(x) + sqrt(x) + pow(x, 3_c)) == 6 && transcendentals(s) == 0);
static_assert(transcendentals(pow(x, 0.3_c)) == 3 && transcendentals(exp(large)) == 2000);
static_assert(transcendentals(softmax(x)) == 3 && transcendentals(softmax(large)) == 2000);
static_assert(transcendentals(logsumexp(x)) == 4 && transcendentals(logsumexp(large, axis<1>)) == 2040);
static_assert(transcendentals(log_softmax(large)) == 2040 &&
              transcendentals(logabsdet(matmul(A, transpose(A)))) == 4);
static_assert(transcendentals(formulas(exp(s), gradient(exp(s), s), square(exp(s)))) == 1);
