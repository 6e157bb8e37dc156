// SPDX-License-Identifier: BSL-1.0
// Rows of lengths that no vector divides: what a kernel writes behind one row the next writes over. Loops at
// run time give the bits of constant evaluation, which knows no vectors.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
using namespace tapeless::core;
using check::mixed, check::same;

namespace {

/// Whether the gradient of sum(square(f(x))) is the same twice, x of these extents.
template <class T, std::size_t... Extents, class F>
bool agrees_in(F f) {
  constexpr variable<"x", Extents...> x;
  static constexpr auto at = mixed<tensor<T, Extents...>>();
  constexpr auto slope = as_loops(gradient(sum(square(f(x))), x));
  static constexpr auto folded = evaluate(slope, x = at);
  return same(folded, evaluate(slope, x = at));
}
template <std::size_t... Extents, class F>
bool agrees(F f) {
  return agrees_in<double, Extents...>(f);
}
/// f of rows of 7 and 13 entries, which vectors of 2, 4 and 8 numbers do not divide.
template <std::size_t Rows, class F>
bool agrees_on_rows(F f) {
  return agrees<Rows, 7>(f) && agrees<Rows, 13>(f);
}

/// f of rows of one vector, of a few, and of part of one more.
template <class F>
bool agrees_on_vectors(F f) {
  return agrees<3, 6>(f) && agrees<3, 8>(f) && agrees<2, 25>(f) && agrees<1, 70>(f) &&
         agrees_in<float, 2, 30>(f);
}

}  // namespace

TEST_CASE("extents: pools of rows") {
  CHECK(agrees_on_rows<6>([](auto x) { return max_pool2d<2, 1>(x); }));
  CHECK(agrees_on_rows<6>([](auto x) { return max_pool2d<3, 1>(relu(x)); }));
  CHECK(agrees_on_rows<6>([](auto x) { return max_pool2d<3, 2>(x, stride<2, 1>); }));
  CHECK(agrees<2, 4, 14>([](auto x) { return max_pool2d<2, 2>(relu(x)); }));
  CHECK(agrees_on_rows<6>([](auto x) { return avg_pool2d<2, 3>(x); }));
}
TEST_CASE("extents: products") {
  CHECK(agrees_on_rows<5>([](auto x) { return matmul(x, transpose(x)); }));
  CHECK(agrees_on_rows<5>([](auto x) { return matmul(transpose(x), x); }));
  CHECK(agrees_on_rows<3>([](auto x) { return matmul(x, tanh(matmul(transpose(x), x))); }));
}
TEST_CASE("extents: products with a factor by columns, whose squares overlap") {
  auto const gram = [](auto x) { return matmul(x, transpose(x)); };
  CHECK((agrees<6, 6>(gram) && agrees<9, 12>(gram) && agrees<12, 9>(gram) && agrees<6, 20>(gram)));
  CHECK((agrees<13, 2>(gram) && agrees<3, 17>(gram) && agrees_in<float, 12, 12>(gram)));
  CHECK((agrees_in<float, 18, 6>(gram) && agrees_in<float, 5, 33>(gram)));
}
TEST_CASE("extents: along rows and across them") {
  CHECK(agrees_on_rows<4>([](auto x) { return softmax(x); }));
  CHECK(agrees_on_rows<4>([](auto x) { return softmax(x, axis<0>) * sum(x, axis<1>, keepdims); }));
  CHECK(agrees_on_rows<3>([](auto x) { return topk<2>(x) - unsqueeze(amax(x, axis<1>), axis<1>); }));
  CHECK(agrees_on_rows<4>([](auto x) { return cumsum(x, axis<0>) * cumsum(x, axis<1>); }));
  CHECK(agrees_on_rows<4>([](auto x) { return concat(x, flip(x, axis<1>)) * 0.5_c; }));
}
TEST_CASE("extents: functions of rows, two vectors at a time") {
  CHECK(agrees_on_vectors([](auto x) { return tanh(x) * exp(sum(exp(x), axis<0>)); }));
  CHECK(agrees_on_vectors([](auto x) { return log1p(sum(exp(x), axis<1>)); }));
}
