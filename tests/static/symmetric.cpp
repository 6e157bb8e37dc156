// SPDX-License-Identifier: BSL-1.0
#include <bit>
#include <string_view>
#include "check.hpp"
using namespace tapeless;

constexpr variable<"A", 3, 3> A;
constexpr variable<"p", 2, 1, 4, 4> p;
constexpr variable<"H", 2, 3> H;
constexpr tensor<double, 3, 3> a{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
constexpr auto b = check::mixed<tensor<double, 2, 1, 4, 4>>();
constexpr auto h = check::mixed<tensor<double, 2, 3>>();

static_assert(evaluate(symmetric(A), A = a) == tensor<double, 3, 3>{{1, 4, 7}, {4, 5, 8}, {7, 8, 9}});
constexpr bool batches() {
  auto const y = evaluate(symmetric(p), p = b);
  for (int s = 0; s < 2; ++s)
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < 4; ++j)
        if (y(s, 0, i, j) != (i < j ? b(s, 0, j, i) : b(s, 0, i, j))) return false;
  return true;
}
static_assert(batches());
static_assert(std::string_view(text_of(symmetric(A))) == "symmetric(A)");

// What is above the diagonal never matters; a negative zero keeps its sign.
constexpr tensor<double, 3, 3> holes{
    {-0., check::nan<double>, check::inf<double>}, {-0., 5, -check::inf<double>}, {7, 8, 9}};
constexpr bool is_negative(double x) { return std::bit_cast<long long>(x) < 0; }
constexpr auto filled = evaluate(symmetric(A), A = holes);
static_assert(filled == tensor<double, 3, 3>{{0, 0, 7}, {0, 5, 8}, {7, 8, 9}});
static_assert(is_negative(filled(0, 0)) && is_negative(filled(0, 1)) && is_negative(filled(1, 0)));
constexpr auto in_loops = evaluate(as_loops(symmetric(A)), A = holes);
static_assert(in_loops == filled && is_negative(in_loops(0, 1)));

// Identities and gradients.
static_assert(symmetric(symmetric(A)) == symmetric(A) && transpose(symmetric(A)) == symmetric(A));
static_assert(symmetric(A) == tril(A) + transpose(tril<-1>(A)));
static_assert(gradient(sum(symmetric(A) * A), A) == symmetric(A) + tril(A) + tril<-1>(transpose(A)));
static_assert(evaluate(gradient(sum(square(symmetric(A))), A), A = a) ==
              tensor<double, 3, 3>{{2, 0, 0}, {16, 10, 0}, {28, 32, 18}});
constexpr auto c = check::mixed<tensor<double, 3, 3>>();
constexpr auto f = sum(sin(matmul(H, matmul(symmetric(A), transpose(H)))));
static_assert(check::differences_agree(f, A, c, H = h));
static_assert(check::differences_agree(sum(square(gradient(f, A))), A, c, H = h));

// What mirrors something is computed once: H P and P Hᵀ are one product where P is known to be symmetric.
constexpr auto one = as_scalars(matmul(H, A));
constexpr auto once = as_scalars(formulas(matmul(H, symmetric(A)), matmul(symmetric(A), transpose(H))));
static_assert(flops(once) == flops(one));
