// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/define_struct.hpp>
#include <cstring>
#include <tapeless/interop/struct.hpp>
#include <tapeless/tapeless.hpp>
#include "catch.hpp"

using namespace tapeless;

namespace {

struct cell {
  BOOST_HANA_DEFINE_STRUCT(cell, (tensor<float, 4, 4>, W), (tensor<float, 4>, b), (float, gain));
};
struct stacked {
  BOOST_HANA_DEFINE_STRUCT(stacked, (std::array<cell, 3>, cells), (float, scale));
};
constexpr variables<stacked> p;
constexpr variables<stacked, "t"> t;
constexpr variable<"x", 4> x;

template <class Cell>
constexpr auto next(Cell c, auto h) {
  return get<"gain">(c) * tanh(matmul(get<"W">(c), h) + get<"b">(c));
}
constexpr auto cells = get<"cells">(p);
constexpr auto y = get<"scale">(p) * next(get<2>(cells), next(get<1>(cells), next(get<0>(cells), x)));
constexpr auto loss = sum(square(y));

constexpr stacked some(unsigned state) {
  return map_entries(
      [&](float) {
        state = state * 1664525u + 1013904223u;
        return float(state >> 8) / float(1 << 24) - 0.5f;
      },
      stacked{});
}
constexpr tensor<float, 4> v{0.5f, -1, 0.25f, 2};
bool same_bits(auto const& a, auto const& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

}  // namespace

TEST_CASE("gradients and products over nested structs: run time and constant evaluation agree to the bit") {
  constexpr stacked here = some(1), along = some(2);
  constexpr auto folded = evaluate(value_and_gradient(loss, p), p = here, x = v);
  constexpr auto product = evaluate(hvp(loss, p, t), p = here, t = along, x = v);
  stacked const at_run_time = here, direction = along;
  CHECK(same_bits(evaluate(value_and_gradient(loss, p), p = at_run_time, x = v), folded));
  CHECK(same_bits(evaluate(hvp(loss, p, t), p = at_run_time, t = direction, x = v), product));
}

TEST_CASE("the derivative along a struct is the inner product with the gradient") {
  stacked const here = some(3), along = some(4);
  auto const g = evaluate(gradient(loss, p), p = here, x = v);
  float const slope = evaluate(jvp(loss, p, t), p = here, t = along, x = v);
  CHECK(reduce_entries([](float total, float a, float b) { return total + a * b; }, 0.0f, g, along) ==
        Approx(slope).epsilon(1e-4));
}

TEST_CASE("gradient descent with momentum in three lines") {
  constexpr auto away = sum(square(y - 0.1_c * x));
  stacked now = some(5), speed{};
  float const before = evaluate(away, p = now, x = v);
  for (int i = 0; i < 300; ++i) {
    stacked const g = evaluate(gradient(away, p), p = now, x = v);
    speed = 0.9f * speed - 0.1f * g;
    now += speed;
  }
  CHECK(before > 0.01f);
  CHECK(float(evaluate(away, p = now, x = v)) < 1e-4f);
}
