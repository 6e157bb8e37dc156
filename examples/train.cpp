// SPDX-License-Identifier: BSL-1.0
// A small network learns two moons by Adam: while the compiler runs, and at run time to the same bits.
#include <boost/hana/define_struct.hpp>
#include <cstring>
#include <iostream>
#include <tapeless/interop/struct.hpp>
#include <tapeless/tapeless.hpp>

using namespace tapeless;

constexpr int samples = 16, hidden = 6;

struct layer_in {
  BOOST_HANA_DEFINE_STRUCT(layer_in, (tensor<float, 2, hidden>, W), (tensor<float, hidden>, b));
};
struct layer_out {
  BOOST_HANA_DEFINE_STRUCT(layer_out, (tensor<float, hidden>, W), (float, b));
};
struct network {
  BOOST_HANA_DEFINE_STRUCT(network, (layer_in, in), (layer_out, out));
};

constexpr variables<network> p;
constexpr variable<"x", samples, 2> x;
constexpr variable<"t", samples> t;  // 1 on the upper moon, 0 on the lower

constexpr auto h = tanh(matmul(x, get<"in.W">(p)) + get<"in.b">(p));
constexpr auto logits = matmul(h, get<"out.W">(p)) + get<"out.b">(p);
constexpr auto loss = mean(softplus(logits) - t * logits);

struct data {
  tensor<float, samples, 2> points;
  tensor<float, samples> labels;
};
constexpr data moons() {
  data d;
  for (int i = 0; i < samples; ++i) {
    bool const upper = i % 2 == 0;
    float const angle = 3.14159265f * float(i / 2) / float(samples / 2 - 1);
    d.points(i, 0) = upper ? math::cos(angle) : 1 - math::cos(angle);
    d.points(i, 1) = upper ? math::sin(angle) : 0.5f - math::sin(angle);
    d.labels[std::size_t(i)] = upper ? 1.0f : 0.0f;
  }
  return d;
}
/// Small weights in no order.
constexpr network start() {
  unsigned state = 1;
  return map_entries(
      [&](float) {
        state = state * 1664525u + 1013904223u;
        return float(state >> 8) / float(1 << 24) - 0.5f;
      },
      network{});
}

constexpr network train(network now, data const& d, int steps) {
  network mean{}, square{};
  float fade1 = 1, fade2 = 1;
  for (int i = 0; i < steps; ++i) {
    network const g = evaluate(gradient(loss, p), p = now, x = d.points, t = d.labels);
    fade1 *= 0.9f, fade2 *= 0.999f;
    mean = 0.9f * mean + 0.1f * g;
    square = map_entries([](float s, float e) { return 0.999f * s + 0.001f * e * e; }, square, g);
    auto const step = [=](float m, float e) {
      return m / (1 - fade1) / (math::sqrt(e / (1 - fade2)) + 1e-8f);
    };
    now -= 0.1f * map_entries(step, mean, square);
  }
  return now;
}

constexpr data d = moons();
constexpr network untrained = start(), compiled = train(untrained, d, 3);

int main() {
  auto const loss_of = [](network const& n) {
    return float(evaluate(loss, p = n, x = d.points, t = d.labels));
  };
  network const few = train(untrained, d, 3), many = train(untrained, d, 400);
  bool const same = std::memcmp(&few, &compiled, sizeof few) == 0;
  int right = 0;
  auto const y = evaluate(logits, p = many, x = d.points);
  for (int i = 0; i < samples; ++i) right += (y[std::size_t(i)] > 0) == (i % 2 == 0);
  std::cout << "loss at first            " << loss_of(untrained) << '\n'
            << "after 3 compiled steps   " << loss_of(compiled) << '\n'
            << "the same at run time     " << (same ? "equal to the bit" : "DIFFERENT") << '\n'
            << "after 400 steps          " << loss_of(many) << ", " << right << " of " << samples
            << " right\n";
  return same && loss_of(many) < 0.01f && right == samples ? 0 : 1;
}
