// SPDX-License-Identifier: BSL-1.0
// Formulas over many rows are computed in strips of rows: to the same bits while compiling and at run time,
// and as all at once up to rounding.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
#include <cmath>
#include <vector>
using namespace tapeless::core;
using check::mixed, check::same, check::close;

namespace {

// A small mixture, cut where no program is.
constexpr variable<"x", 37, 2> x;
constexpr variable<"mu", 2, 2> mu;
constexpr variable<"Q", 2, 2, 2> Q;
constexpr auto z = matmul(x - unsqueeze(mu, axis<1>), permute(Q, axis<0, 2, 1>));
constexpr auto likelihood = sum(logsumexp(-0.5_c * sum(square(z), axis<2>), axis<0>));
constexpr auto both = value_and_gradient(likelihood, mu, Q);
using small = entries_of<type_of<both>>::program;
using small_strips = strips<small::tensors(), strip_limits{200, 16, 200}>;
struct results_of_mixture {
  tensor<double> value;
  tensor<double, 2, 2> by_mu;
  tensor<double, 2, 2, 2> by_q;
};
constexpr auto at_x = mixed<tensor<double, 37, 2>>(3);
constexpr auto at_mu = evaluate(sin(mu), mu = mixed<tensor<double, 2, 2>>(5));
constexpr auto at_q = evaluate(sin(Q), Q = mixed<tensor<double, 2, 2, 2>>(7));
template <bool InStrips>
constexpr results_of_mixture mixture() {
  results_of_mixture r;
  double const* in[3]{};
  double* const out[]{r.value.data(), r.by_mu.data(), r.by_q.data()};
  fixed<double, InStrips ? small_strips::workspace() : small::plan.workspace> memory{};
  int next = 0;
  for (int id = 0; id < small::tensors().size.vertices; ++id)
    if (small::tensors().is<variable_op>(id)) {
      int const size = small::tensors().shape(id).size();
      in[next++] = size == 74 ? at_x.data() : size == 4 ? at_mu.data() : at_q.data();
    }
  if constexpr (InStrips) run_strips<small_strips>(in, out, memory);
  else run_tensors<small::tensors(), small::plan>(in, out, memory);
  return r;
}

// A network over a batch, with predictions for every row, labels, a greatest loss over the rows, and weights
// that have as many rows as the batch.
constexpr int rows = 1021, inputs = 24, units = 96;
constexpr variable<"samples", rows, inputs> samples;
constexpr variable<"labels", rows> labels;
constexpr variable<"W", inputs, units> W;
constexpr variable<"b", units> b;
constexpr variable<"v", units> v;
constexpr variable<"readout", rows, 3> readout;
constexpr auto hidden = tanh(matmul(samples, W) + b);
constexpr auto predictions = matmul(hidden, v);
constexpr auto misses = square(predictions - labels);
constexpr auto loss = mean(misses) + amax(misses) + sum(square(matmul(labels, readout)));
constexpr auto wanted = formulas(predictions, loss, gradient(loss, W), gradient(loss, b), gradient(loss, v));

}  // namespace

TEST_CASE("A formula in strips") {
  STATIC_REQUIRE(small_strips::pays);
  STATIC_REQUIRE(small_strips::count > 1);
  STATIC_REQUIRE(small_strips::left > 0);
  STATIC_REQUIRE(!small::in_strips());
  static constexpr results_of_mixture folded = mixture<true>();
  auto const computed = mixture<true>(), at_once = mixture<false>();
  CHECK(same(folded.value, computed.value));
  CHECK(same(folded.by_mu, computed.by_mu));
  CHECK(same(folded.by_q, computed.by_q));
  CHECK(close(computed.value, at_once.value, 1e-13));
  CHECK(close(computed.by_mu, at_once.by_mu, 1e-12));
  CHECK(close(computed.by_q, at_once.by_q, 1e-12));
}
TEST_CASE("A batch in strips") {
  using network = entries_of<type_of<wanted>>::program;
  STATIC_REQUIRE(network::in_strips());
  int volatile seed = 1;  // or compilers fold the inputs, which takes them longer than all else
  auto const s = evaluate(sin(samples), samples = mixed<tensor<double, rows, inputs>>(seed));
  auto const y = mixed<tensor<double, rows>>(seed + 1);
  auto const w = evaluate(0.25_c * W, W = mixed<tensor<double, inputs, units>>(seed + 2));
  auto const shift = mixed<tensor<double, units>>(seed + 3), last = mixed<tensor<double, units>>(seed + 4);
  auto const out = mixed<tensor<double, rows, 3>>(seed + 5);
  std::vector<double> memory(workspace_bytes(wanted) / sizeof(double));
  auto const r = evaluate(wanted, samples = s, labels = y, W = w, b = shift, v = last, readout = out,
                          workspace(memory));
  auto const& guesses = r[predictions];
  double total = 0, worst = -1;
  std::size_t at_worst = 0;
  std::vector<double> by_v(units), by_b(units), h(units);
  auto const slope = [&](std::size_t n, double factor) {
    for (std::size_t u = 0; u < units; ++u) {
      double sum = shift(u);
      for (std::size_t i = 0; i < inputs; ++i) sum += s(n, i) * w(i, u);
      h[u] = std::tanh(sum);
      by_v[u] += factor * h[u];
      by_b[u] += factor * last(u) * (1 - h[u] * h[u]);
    }
  };
  for (std::size_t n = 0; n < rows; ++n) {
    slope(n, 0);
    double guess = 0;
    for (std::size_t u = 0; u < units; ++u) guess += h[u] * last(u);
    CHECK(guesses(n) == Approx(guess));
    double const miss = (guess - y(n)) * (guess - y(n));
    slope(n, 2 * (guess - y(n)) / rows);
    total += miss / rows;
    if (miss > worst) worst = miss, at_worst = n;
  }
  slope(at_worst, 2 * (guesses(at_worst) - y(at_worst)));
  double beside = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    double sum = 0;
    for (std::size_t n = 0; n < rows; ++n) sum += y(n) * out(n, k);
    beside += sum * sum;
  }
  CHECK(r[loss] == Approx(total + worst + beside));
  for (std::size_t u = 0; u < units; ++u) {
    CHECK(r.get<4>()(u) == Approx(by_v[u]));
    CHECK(r.get<3>()(u) == Approx(by_b[u]));
  }
}
