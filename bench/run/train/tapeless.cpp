// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"W1", 16, 32> W1;
constexpr variable<"b1", 32> b1;
constexpr variable<"W2", 32, 4> W2;
constexpr variable<"b2", 4> b2;
constexpr variable<"X", ::batch, 16> X;
constexpr variable<"T", ::batch, 4> T;
constexpr variable<"rate"> rate;
constexpr variable<"corrected", 2> corrected;

constexpr auto loss = cross_entropy(matmul(tanh(matmul(X, W1) + b1), W2) + b2, T);

/// The state of Adam for one parameter: the next m, v and p as formulas.
template <Variable P, Variable M, Variable V>
struct adam {
  static constexpr auto g = gradient(loss, P{});
  static constexpr auto m = 0.9_c * M{} + 0.1_c * g;
  static constexpr auto v = 0.999_c * V{} + 0.001_c * square(g);
  static constexpr auto p =
      P{} - rate * (m * slice(corrected, at<0>)) / (sqrt(v * slice(corrected, at<1>)) + 0.00000001_c);
};
constexpr variable<"m W1", 16, 32> m_W1;
constexpr variable<"m b1", 32> m_b1;
constexpr variable<"m W2", 32, 4> m_W2;
constexpr variable<"m b2", 4> m_b2;
constexpr variable<"v W1", 16, 32> v_W1;
constexpr variable<"v b1", 32> v_b1;
constexpr variable<"v W2", 32, 4> v_W2;
constexpr variable<"v b2", 4> v_b2;
constexpr adam<variable<"W1", 16, 32>, variable<"m W1", 16, 32>, variable<"v W1", 16, 32>> next_W1;
constexpr adam<variable<"b1", 32>, variable<"m b1", 32>, variable<"v b1", 32>> next_b1;
constexpr adam<variable<"W2", 32, 4>, variable<"m W2", 32, 4>, variable<"v W2", 32, 4>> next_W2;
constexpr adam<variable<"b2", 4>, variable<"m b2", 4>, variable<"v b2", 4>> next_b2;

constexpr auto step = formulas(loss, next_W1.p, next_b1.p, next_W2.p, next_b2.p, next_W1.m, next_b1.m,
                               next_W2.m, next_b2.m, next_W1.v, next_b1.v, next_W2.v, next_b2.v);

static auto compute(input const& in) {
  return evaluate(step, W1 = std::span(in.p.W1), b1 = std::span(in.p.b1), W2 = std::span(in.p.W2),
                  b2 = std::span(in.p.b2), m_W1 = std::span(in.m.W1), m_b1 = std::span(in.m.b1),
                  m_W2 = std::span(in.m.W2), m_b2 = std::span(in.m.b2), v_W1 = std::span(in.v.W1),
                  v_b1 = std::span(in.v.b1), v_W2 = std::span(in.v.W2), v_b2 = std::span(in.v.b2),
                  X = std::span(in.X), T = std::span(in.T), rate = in.rate,
                  corrected = std::span(in.corrected));
}
static contender const by_tapeless = entrant<compute>("tapeless");
