// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close, check::mixed;

// Products of matrices are bracketed where they cost least; values agree with other brackets up to rounding.
constexpr variable<"A", 6, 6> A;
constexpr variable<"B", 6, 6> B;
constexpr variable<"C", 6, 6> C;
constexpr variable<"D", 6, 2> D;
constexpr variable<"x", 6> x;
constexpr variable<"y", 6> y;
constexpr variable<"z", 6> z;
constexpr variable<"b", 6> b;
constexpr auto a = mixed<tensor<double, 6, 6>>(1);
constexpr auto m = mixed<tensor<double, 6, 6>>(2);
constexpr auto c = mixed<tensor<double, 6, 6>>(3);
constexpr auto d = mixed<tensor<double, 6, 2>>(4);
constexpr auto u = mixed<tensor<double, 6>>(5);
constexpr auto v = mixed<tensor<double, 6>>(6);
constexpr auto w = mixed<tensor<double, 6>>(7);

// A B C x costs three products with a vector, in whatever form it comes.
constexpr long long with_vector = 6 * 11, square_product = 36 * 11;
constexpr auto chain = matmul(A, matmul(B, matmul(C, x)));
static_assert(flops(chain) == 3 * with_vector && flops(matmul(matmul(matmul(A, B), C), x)) == flops(chain) &&
              flops(matmul(matmul(A, matmul(B, C)), x)) == flops(chain) &&
              flops(matmul(x, transpose(matmul(A, matmul(B, C))))) == flops(chain));
static_assert(close(evaluate(chain, A = a, B = m, C = c, x = u),
                    evaluate(matmul(matmul(matmul(A, B), C), x), A = a, B = m, C = c, x = u)));
static_assert(close(evaluate(chain, A = a, B = m, C = c, x = u),
                    evaluate(matmul(x, transpose(matmul(A, matmul(B, C)))), A = a, B = m, C = c, x = u)));
// Between matrices: from the side that is narrower.
static_assert(flops(matmul(matmul(A, B), D)) == 2 * 12 * 11 &&
              flops(matmul(transpose(D), matmul(A, B))) == 2 * 12 * 11);
static_assert(close(evaluate(matmul(matmul(A, B), D), A = a, B = m, D = d),
                    evaluate(matmul(A, matmul(B, D)), A = a, B = m, D = d)));
static_assert(flops(matmul(outer(x, y), z)) == 11 + 6 && flops(matmul(matmul(x, A), B)) == 2 * with_vector);
static_assert(close(evaluate(matmul(outer(x, y), z), x = u, y = v, z = w),
                    evaluate(x* dot(y, z), x = u, y = v, z = w)));

// The gradient takes what the value has multiplied: as many operations as of the best brackets by hand.
constexpr auto loss = sum(square(matmul(matmul(matmul(A, B), C), x) + b));
constexpr auto by_hand = sum(square(chain + b));
static_assert(flops(value_and_gradient(loss, A, B, C, x, b)) == 527 &&
              flops(value_and_gradient(by_hand, A, B, C, x, b)) == 527 && flops(loss) == 215);
static_assert(close(evaluate(gradient(loss, B), A = a, B = m, C = c, x = u, b = v),
                    evaluate(gradient(by_hand, B), A = a, B = m, C = c, x = u, b = v)));
constexpr variable<"P", 2, 2> P;
constexpr variable<"Q", 2, 2> Q;
constexpr variable<"p", 2> p;
constexpr tensor<double, 2, 2> at_P{{1, 0.5}, {-0.25, 2}}, at_Q{{0.5, -1}, {1.5, 0.75}};
constexpr tensor<double, 2> at_p{1, -0.5};
constexpr auto bowl = sum(tanh(matmul(matmul(P, matmul(transpose(Q), P)), p)));
static_assert(check::differences_agree(bowl, P, at_P, Q = at_Q, p = at_p) &&
              check::differences_agree(bowl, Q, at_Q, P = at_P, p = at_p) &&
              check::differences_agree(bowl, p, at_p, P = at_P, Q = at_Q));

// A product that is wanted itself, or that many vectors meet, is multiplied once.
static_assert(flops(formulas(matmul(A, B), matmul(matmul(A, B), x))) == square_product + with_vector);
constexpr auto many = formula(
    [](auto m1, auto m2, auto t) {
      auto const both = matmul(m1, m2);
      for (int i = 0; i < 12; ++i) t = tanh(matmul(both, t));
      return t;
    },
    A, B, x);
static_assert(flops(many) == square_product + 12 * (with_vector + 6));

// Batches stay as they are; a sum of equal entries is one product.
constexpr variable<"T", 4, 6, 6> T;
static_assert(flops(matmul(matmul(T, T), T)) == 2 * 4 * square_product);
constexpr variable<"s"> s;
static_assert(flops(sum(broadcast_to<50>(s))) == 1 && evaluate(sum(broadcast_to<50>(s)), s = 0.5) == 25.0 &&
              flops(sum(broadcast_to<4, 6>(x), axis<0>)) == 6 && flops(sum(broadcast_to<4, 6>(x))) == 5 + 1);
static_assert(close(evaluate(sum(broadcast_to<4, 6>(x), axis<0>), x = u), evaluate(4_c * x, x = u)));

// Formulas are written out by what is left of them, not by what was foreseen.
constexpr variable<"r", 10> r;
constexpr auto here = slice(r, range<0, 9>);
constexpr auto next = slice(r, range<1, 10>);
constexpr auto rosenbrock = sum(100_c * square(next - square(here)) + square(1_c - here));
static_assert(flops(formulas(gradient(rosenbrock, r), hessian(rosenbrock, r))) <= 169 &&
              workspace_bytes(hessian(rosenbrock, r)) == 0);
// Products of six by six cost less as loops; written out, where that is asked for, they need no memory.
constexpr auto slope = value_and_gradient(loss, A, B, C, x, b);
static_assert(steps(slope) == 8 && steps(as_scalars(slope)) == 527 &&
              workspace_bytes(as_scalars(slope)) == 0);
static_assert(steps(exp(variable<"long", 600>{})) == 1);

// Chains are bracketed before they are differentiated along tangents: three times the work of the value.
constexpr variable<"dA", 6, 6> dA;
constexpr variable<"dB", 6, 6> dB;
constexpr variable<"dC", 6, 6> dC;
constexpr variable<"dx", 6> dx;
constexpr auto along = jvp(matmul(matmul(matmul(A, B), C), x), A, dA, B, dB, C, dC, x, dx);
static_assert(flops(as_loops(along)) <= 9 * 66 + 24);
// What stands before a sum with a minus is subtracted from it, through products and layouts.
static_assert(flops(as_loops(x - matmul(A, -x))) == 72);
