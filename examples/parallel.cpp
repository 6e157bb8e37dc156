// SPDX-License-Identifier: BSL-1.0
// Logistic regression on many samples: the gradient of each sample in the lanes of vectors, chunks of samples
// on all cores, and a sum whose bits depend on neither.
#include <cstdio>
#include <tapeless/interop/execution.hpp>
#include <tapeless/interop/openmp.hpp>
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;

constexpr variable<"w", 8> w;
constexpr variable<"b"> b;
constexpr variable<"x", 8> x;
constexpr variable<"y"> y;

// Of one sample. No batch axis is in the formula: samples are what it is evaluated for.
constexpr auto score = dot(w, x) + b;
constexpr auto loss = softplus(score) - y * score;
constexpr auto slope = value_and_gradient(loss, w, b);

int main() {
  constexpr std::size_t count = 20'000;
  std::vector<double> xs(8 * count), ys(count);
  unsigned random = 1;
  for (std::size_t s = 0; s < count; ++s) {
    double truth = 0.5;
    for (std::size_t i = 0; i < 8; ++i) {
      random = random * 1664525u + 1013904223u;
      double const entry = xs[8 * s + i] = double(random >> 8) / double(1 << 23) - 1;
      truth += entry * (double(i) - 3);
    }
    ys[s] = truth > 0 ? 1 : 0;
  }

  tensor<double, 8> weights;
  double bias = 0;
  double const rate = 4.0 / double(count);
  for (int step = 0; step <= 60; ++step) {
    auto const [total, dw, db] =
        sum_each(in_parallel, slope, x = each(xs), y = each(ys), w = weights, b = bias);
    if (step % 20 == 0) std::printf("step %2d: mean loss %.6f\n", step, total / double(count));
    for (std::size_t i = 0; i < 8; ++i) weights[i] -= rate * dw[i];
    bias -= rate * db;
  }

  // The same bits from one thread, from threads of OpenMP, from the parallel algorithms.
  auto const one = sum_each(slope, x = each(xs), y = each(ys), w = weights, b = bias);
  auto const two = sum_each(in_threads, slope, x = each(xs), y = each(ys), w = weights, b = bias);
  auto const three = sum_each(in_parallel, slope, x = each(xs), y = each(ys), w = weights, b = bias);
  bool const same = one[w] == two[w] && one[w] == three[w] && one[b] == two[b] && one[b] == three[b];
  std::printf("one thread, OpenMP, parallel algorithms: %s\n", same ? "the same bits" : "different sums");

  // Predictions, one number a sample.
  std::vector<double> logits(count);
  evaluate_each(in_parallel, score, into(logits), x = each(xs), w = weights, b = bias);
  std::size_t right = 0;
  for (std::size_t s = 0; s < count; ++s) right += (logits[s] > 0) == (ys[s] > 0.5);
  std::printf("right: %.2f %%\n", 100 * double(right) / double(count));
  return same && right > count * 9 / 10 ? 0 : 1;
}
