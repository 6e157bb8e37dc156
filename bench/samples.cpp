// SPDX-License-Identifier: BSL-1.0
// The reprojection error of bundle adjustment and its 2 x 15 Jacobian, at many observations: one at a time,
// and in the lanes of vectors. An observation is a camera (rotation, centre, focal length, principal point,
// two coefficients of distortion), a point and a weight.
#include <benchmark/benchmark.h>
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;

constexpr variable<"p", 15> p;
constexpr variable<"feature", 2> feature;
constexpr auto residual = formula(
    [](auto q, auto seen) {
      term const rotation = slice(q, range<0, 3>), centre = slice(q, range<3, 6>);
      term const point = slice(q, range<11, 14>) - centre;
      term const angle = sqrt(sum(square(rotation))), axis = rotation / angle;
      term const turned =
          point * cos(angle) + cross(axis, point) * sin(angle) + axis * (dot(axis, point) * (1 - cos(angle)));
      term const flat = slice(turned, range<0, 2>) / slice(turned, at<2>);
      term const r = sum(square(flat));
      term const bent = flat * (1 + slice(q, at<9>) * r + slice(q, at<10>) * r * r);
      return slice(q, at<14>) * (slice(q, at<6>) * bent + slice(q, range<7, 9>) - seen);
    },
    p, feature);
constexpr auto both = formulas(residual, jacobian(residual, p));

struct observations {
  static constexpr std::size_t count = 1024;
  std::vector<double> p = std::vector<double>(15 * count), feature = std::vector<double>(2 * count),
                      e = std::vector<double>(2 * count), j = std::vector<double>(30 * count);
  observations() {
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = 0.3 + 0.01 * double(i * 37 % 61);
    for (std::size_t i = 0; i < feature.size(); ++i) feature[i] = 0.1 * double(i * 29 % 17);
  }
  void done(benchmark::State& state) const {
    benchmark::DoNotOptimize(j.data());
    benchmark::ClobberMemory();
    state.SetItemsProcessed(std::int64_t(count) * state.iterations());
  }
};

static void one_at_a_time(benchmark::State& state) {
  observations o;
  for (auto _ : state) {
    for (std::size_t i = 0; i < o.count; ++i) {
      auto const [e, j] = evaluate(both, ::p = view<double const, 15>(o.p.data() + 15 * i),
                                   ::feature = view<double const, 2>(o.feature.data() + 2 * i));
      for (std::size_t k = 0; k < 2; ++k) o.e[2 * i + k] = e[k];
      for (std::size_t k = 0; k < 30; ++k) o.j[30 * i + k] = j.data()[k];
    }
    o.done(state);
  }
}
static void by_sample(benchmark::State& state) {
  observations o;
  for (auto _ : state) {
    evaluate_each(both, into(o.e, o.j), ::p = each(o.p), ::feature = each(o.feature));
    o.done(state);
  }
}
static void by_entries(benchmark::State& state) {
  observations o;
  for (auto _ : state) {
    evaluate_each(both, into(by_entry(o.e), by_entry(o.j)), ::p = by_entry(o.p),
                  ::feature = by_entry(o.feature));
    o.done(state);
  }
}
static void summed(benchmark::State& state) {
  observations o;
  for (auto _ : state) {
    auto sum = sum_each(both, ::p = by_entry(o.p), ::feature = by_entry(o.feature));
    benchmark::DoNotOptimize(sum);
    o.done(state);
  }
}
BENCHMARK(one_at_a_time);
BENCHMARK(by_sample);
BENCHMARK(by_entries);
BENCHMARK(summed);
