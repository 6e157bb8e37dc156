// SPDX-License-Identifier: BSL-1.0
#include <cstring>
#include <tapeless/tapeless.hpp>
#include "catch.hpp"

// Loops with checkpoints at run time: the bits of constant evaluation and of the loop that keeps all states.
using namespace tapeless::core;

namespace {

constexpr variable<"W", 3, 3> W;
constexpr variable<"h", 3> h;
constexpr auto turn = [](auto s, auto m) { return tanh(matmul(m, s) + 0.125); };
template <int N, Option... O>
constexpr auto slope = gradient(sum(square(repeat<N>(turn, h, W, O{}...))), W);

template <class T>
tensor<T, 3, 3> weights() {
  tensor<T, 3, 3> w;
  for (std::size_t i = 0; i < w.size(); ++i) w.data()[i] = T(int(i * 5 % 9) - 4) / 5;
  return w;
}
template <class T, std::size_t Bytes>
bool same() {
  tensor<T, 3, 3> const w = weights<T>();
  tensor<T, 3> const start{T(0.5), T(-0.25), T(0.125)};
  auto const plain = evaluate(slope<777>, W = w, h = start);
  auto const kept = evaluate(slope<777, checkpoint_option<Bytes>>, W = w, h = start);
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (plain.data()[i] != kept.data()[i] || plain.data()[i] == 0) return false;
  return true;
}

constexpr variable<"V", 4, 5> V;
constexpr variable<"b", 4> b;
constexpr variable<"k", 4> k;
constexpr variable<"xs", 90, 5> xs;
constexpr auto mixed = [](auto s, auto x, auto bias, auto v) { return tanh(0.5 * s + bias + matmul(v, x)); };
template <Option... O>
constexpr auto slope_of_matrix = gradient(sum(square(scan<90>(mixed, k, xs, b, V, last_state, O{}...))), V);

/// The gradient by a matrix is one product over all steps.
template <class T>
bool same_products() {
  tensor<T, 4, 5> v;
  tensor<T, 90, 5> x;
  for (std::size_t i = 0; i < v.size(); ++i) v.data()[i] = T(int(i * 5 % 9) - 4) / 7;
  for (std::size_t i = 0; i < x.size(); ++i) x.data()[i] = T(int(i * 7 % 13) - 6) / 9;
  tensor<T, 4> const start{T(0.5), T(-0.25), T(0.125), T(0.75)};
  auto const plain = evaluate(slope_of_matrix<>, V = v, b = start, k = start, xs = x);
  auto const kept = evaluate(slope_of_matrix<checkpoint_option<12000>>, V = v, b = start, k = start, xs = x);
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (plain.data()[i] != kept.data()[i] || plain.data()[i] == 0) return false;
  return true;
}

}  // namespace

TEST_CASE("checkpoint: the gradient of the loop that keeps all states, within any budget") {
  CHECK(same<double, 650>());
  CHECK(same<double, 712>());
  CHECK(same<double, 1000>());
  CHECK(same<double, 5000>());
  CHECK(same<double, 20000>());
  CHECK(same<float, 1000>());
  CHECK(same<long double, 1000>());
  CHECK(same_products<double>());
  CHECK(same_products<float>());
  CHECK(same_products<long double>());
}
TEST_CASE("checkpoint: the bits of constant evaluation") {
  static constexpr tensor<double, 3, 3> w{{0.5, -0.75, 0.25}, {-0.125, 0.875, 0.5}, {0.375, 0.25, -0.625}};
  static constexpr tensor<double, 3> start{0.5, -0.25, 0.125};
  constexpr auto kept = slope<20, checkpoint_option<800>>;
  static constexpr auto folded = evaluate(kept, W = w, h = start);
  double const volatile first = w.data()[0];
  tensor<double, 3, 3> now = w;
  now.data()[0] = first;
  auto const found = evaluate(kept, W = now, h = start);
  CHECK(std::memcmp(found.data(), folded.data(), sizeof(double) * 9) == 0);
}
