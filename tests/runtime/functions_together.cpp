// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
#include "catch.hpp"
using namespace tapeless::core;

namespace {
constexpr variable<"x", 11> x;
constexpr variable<"y", 11> y;
constexpr auto f = as_scalars(formulas(softmax(x), exp(tanh(x) * exp(y)), atan2(x, y), sum(log(x) * sin(y)),
                                       gradient(sum(erfc(sigmoid(x * y))), x), pow(x, 3_c), sqrt(x), -x));
using program_of_f = entries_of<type_of<f>>::program;

/// The most functions that run together.
constexpr int longest_run() {
  int most = 0;
  for (int n : program_of_f::plan.together) most = n > most ? n : most;
  return most;
}
template <class T>
constexpr tensor<T, 11> numbers(int seed) {
  tensor<T, 11> t;
  for (int i = 0; i < 11; ++i) t[std::size_t(i)] = T(1 + i * seed % 13) / 4;
  return t;
}
template <class T>
bool same_bits() {
  static constexpr auto folded = evaluate(f, x = numbers<T>(5), y = numbers<T>(3));
  T volatile quarter = T(1) / 4;
  auto a = numbers<T>(5), b = numbers<T>(3);
  for (T& entry : a) entry = entry * 4 * quarter;
  auto const computed = evaluate(f, x = a, y = b);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return ((computed.template get<I>() == folded.template get<I>()) && ...);
  }
  (std::make_index_sequence<8>{});
}
}  // namespace

TEST_CASE("Functions of written-out code run in lanes, to the bits of one by one") {
  STATIC_REQUIRE(program_of_f::scalarised);
  STATIC_REQUIRE(longest_run() >= 11);
  CHECK(same_bits<float>());
  CHECK(same_bits<double>());
  CHECK(same_bits<long double>());
}

namespace {
constexpr auto first = slice(x, at<0>);
constexpr auto second = slice(x, at<1>);
constexpr auto both = as_scalars(stack(cos(second), cos(first), sin(first), sin(second), axis<0>));
using crossed = entries_of<type_of<both>>::program;

/// Both pairs of functions have their operands in the same order.
constexpr bool in_the_same_lanes() {
  int operand[2][2]{}, groups = 0;
  for (int s = 0; s < crossed::steps(); ++s)
    if (crossed::plan.together[s] == 2 && groups < 2) {
      for (int l = 0; l < 2; ++l) operand[groups][l] = crossed::plan.steps[s + l].x[0];
      ++groups;
    }
  return groups == 2 && operand[0][0] == operand[1][0] && operand[0][1] == operand[1][1];
}
}  // namespace

TEST_CASE("Functions of the same numbers have them in the same lanes") {
  STATIC_REQUIRE(in_the_same_lanes());
}
