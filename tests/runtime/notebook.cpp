// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include <tapeless/tapeless.hpp>
#include <array>
#include <cstring>
#include <span>
#include <vector>

using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"S", 2, 3> S;
constexpr auto y = matmul(W, x);
constexpr auto top_loss = sum(square(topk<2>(y)));
constexpr auto matrix_loss = sum(square(matmul(S, y)));
constexpr tensor<double, 3, 3> w{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
constexpr tensor<double, 3> v{.4, .5, .6};
constexpr tensor<double, 3, 3> rows{{0, 0, 0},
                                    {2.4000000000000004, 3, 3.5999999999999996},
                                    {3.6, 4.5, 5.3999999999999995}};

template <class T>
bool same_bits(T const& a, T const& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

TEST_CASE("the notebook's figures, to the bit") {
  auto const [loss, dW, dx] = evaluate(value_and_gradient(top_loss, W, x), x = v, W = w);
  CHECK(loss == 29.25);
  CHECK(same_bits(dW, rows));
  CHECK(dx == tensor<double, 3>{39, 39, 39});
  auto const s = evaluate(selection<2>(y), W = w, x = v);
  auto const m = evaluate(value_and_gradient(matrix_loss, W, x, S), W = w, x = v, S = s);
  CHECK(same_bits(m[W], dW));
  CHECK(same_bits(m[x], dx));
  CHECK(m[S] == tensor<double, 2, 3>{{13.5, 27, 40.5}, {9, 18, 27}});
}
TEST_CASE("constant evaluation and run time agree to the bit") {
  constexpr auto f = value_and_gradient(sum(tanh(y) / (1_c + exp(y))) + sum(sqrt(x)) - sum(log(x)), W, x);
  constexpr auto folded = evaluate(f, W = w, x = v);
  auto const a = w;
  auto const b = v;
  auto const run = evaluate(f, W = a, x = b);
  CHECK(same_bits(folded, run));
}
TEST_CASE("foreign memory is bound without copying") {
  std::array<double, 9> const a{1, 1, 1, 2, 2, 2, 3, 3, 3};
  std::vector<double> const b{.4, .5, .6};
  std::span<double const> const s(b);
  CHECK(evaluate(y, W = a, x = b) == tensor<double, 3>{1.5, 3, 4.5});
  CHECK(evaluate(y, W = view<double const, 3, 3>(a), x = s) == tensor<double, 3>{1.5, 3, 4.5});
  CHECK((W = a).data() == a.data());
}
