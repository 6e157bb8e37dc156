// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;
using check::Inf;
using check::mixed;

constexpr variable<"A", 1, 1> A1;
constexpr variable<"B", 2, 2> A2;
constexpr variable<"C", 3, 3> A3;
constexpr variable<"D", 4, 4> A4;
constexpr variable<"E", 7, 7> A7;
constexpr variable<"M", 2, 3, 3> M;
constexpr tensor<double, 2, 2> a2{{4, 1}, {2, 3}};
constexpr tensor<double, 3, 3> a3{{0, 2, 1}, {1, -1, 3}, {2, 0.5, -4}};
constexpr tensor<double, 4, 4> a4{{0, 2, 1, 1}, {1, -1, 3, 0.5}, {2, 0.5, -4, 2}, {1, 1, 0, -3}};
constexpr auto a7 = mixed<tensor<double, 7, 7>>(5);

static_assert(evaluate(det(A1), A1 = tensor<double, 1, 1>{{-4}}) == -4.0);
static_assert(evaluate(det(A2), A2 = a2) == 10.0);
static_assert(evaluate(det(A3), A3 = a3) == 22.5);
static_assert(close(evaluate(det(A4), A4 = a4), tensor<double>(-99.25)));
static_assert(close(evaluate(slogdet_sign(A7) * exp(logabsdet(A7)) / det(A7), A7 = a7), tensor<double>(1),
                    1e-13));
static_assert(close(evaluate(slogdet_sign(A3) * exp(logabsdet(A3)), A3 = a3), tensor<double>(22.5)));
static_assert(evaluate(slogdet_sign(A4), A4 = a4) == -1.0 && evaluate(slogdet_sign(A2), A2 = a2) == 1.0);
static_assert(close(evaluate(det(A3), A3 = tensor<float, 3, 3>{{0, 2, 1}, {1, -1, 3}, {2, 0.5f, -4}}),
                    tensor<float>(22.5f)));

// Batches.
constexpr auto m = mixed<tensor<double, 2, 3, 3>>(2);
static_assert(det(M).shape == shape{2} && logabsdet(M).shape == shape{2});
static_assert(differences_agree(sum(square(det(M))), M, m));
static_assert(differences_agree(sum(logabsdet(M)), M, m));

// Gradients; second derivatives through minors.
static_assert(differences_agree(det(A3), A3, a3) && differences_agree(det(A4), A4, a4));
static_assert(differences_agree(logabsdet(A3), A3, a3) && differences_agree(logabsdet(A4), A4, a4));
static_assert(check::direction_agrees(det(A7) * 1e-6_c, A7, a7, mixed<tensor<double, 7, 7>>(3)));
static_assert(differences_agree(sum(square(gradient(det(A3), A3))), A3, a3));
static_assert(differences_agree(sum(square(gradient(det(A4), A4))), A4, a4));
static_assert(differences_agree(sum(square(gradient(logabsdet(A3), A3))), A3, a3));

// Singular: the gradient of det is the cofactor matrix; its own derivative is right too.
constexpr tensor<double, 2, 2> flat2{{1, 2}, {2, 4}};
static_assert(evaluate(det(A2), A2 = flat2) == 0.0);
static_assert(evaluate(gradient(det(A2), A2), A2 = flat2) == tensor<double, 2, 2>{{4, -2}, {-2, 1}});
constexpr tensor<double, 4, 4> flat4{{1, 2, 3, 4}, {2, 4, 6, 8}, {0, 1, 0, 2}, {1, 0, -1, 3}};   // of rank 3
constexpr tensor<double, 4, 4> flatter4{{1, 2, 3, 4}, {2, 4, 6, 8}, {0, 1, 0, 2}, {0, 2, 0, 4}};  // of rank 2
static_assert(differences_agree(det(A4), A4, flat4) && differences_agree(det(A4), A4, flatter4));
static_assert(evaluate(gradient(det(A4), A4), A4 = tensor<double, 4, 4>{}) == tensor<double, 4, 4>{});
static_assert(differences_agree(sum(square(gradient(det(A4), A4)) + gradient(det(A4), A4)), A4, flat4));
static_assert(differences_agree(sum(gradient(det(A4), A4)), A4, flatter4));

// ln |det| is -inf there, the sign 0.
static_assert(evaluate(logabsdet(A2), A2 = flat2) == -Inf<double> && evaluate(slogdet_sign(A2),
    A2 = flat2) == 0.0);
static_assert(evaluate(gradient(logabsdet(A2), A2), A2 = flat2) ==
              tensor<double, 2, 2>{{-Inf<double>, Inf<double>}, {Inf<double>,
                  -Inf<double>}});
// No overflow on the way.
static_assert(close(evaluate(logabsdet(A3), A3 = tensor<double, 3, 3>{{1e200, 0, 0}, {0, 0, 1e200}, {0,
                    1e200, 1}}),
                    tensor<double>(600 * 2.302585092994046)));
