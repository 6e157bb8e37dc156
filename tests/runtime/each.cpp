// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cmath>
#include <csignal>
#include <memory>
#include <span>
#include <tapeless/interop/execution.hpp>
#include <tapeless/interop/openmp.hpp>
#include <tapeless/tapeless.hpp>
#include <vector>
#include "catch.hpp"
#if __has_include(<sys/wait.h>)
#include <sys/wait.h>
#include <unistd.h>
#endif
using namespace tapeless::core;

namespace {
constexpr variable<"x", 11> x;
constexpr variable<"t"> t;
constexpr variable<"W", 3, 11> W;
constexpr auto y = tanh(matmul(W, x)) * exp(t);
constexpr auto loss = sum(square(y)) + log(1_c + square(t));

std::vector<double> numbers(std::size_t count, unsigned seed) {
  std::vector<double> v(count);
  for (double& number : v) {
    seed = seed * 1664525u + 1013904223u;
    number = double(seed >> 8) / double(1 << 24) - 0.5;
  }
  return v;
}
/// Samples of x and t in both orders, and weights.
struct data {
  std::size_t count;
  std::vector<double> xs = numbers(11 * count, 1), ts = numbers(count, 2),
                      turned = std::vector<double>(11 * count);
  tensor<double, 3, 11> w{numbers(33, 3)};
  explicit data(std::size_t n) : count(n) {
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t i = 0; i < 11; ++i) turned[i * n + s] = xs[11 * s + i];
  }
  auto alone(auto f, std::size_t s) const {
    return evaluate(f, x = view<double const, 11>(xs.data() + 11 * s), t = ts[s], W = w);
  }
};
/// The last chunk first: no order that a loop would have.
constexpr auto backwards = [](std::size_t count, auto act) {
  while (count-- > 0) act(count);
};
}  // namespace

TEST_CASE("evaluate_each: every sample has the bits of evaluate, in either order, of any number") {
  constexpr auto both = formulas(y, jacobian(y, x));
  for (std::size_t const n : {0u, 1u, 3u, 5u, 8u, 13u, 16u, 127u, 128u, 129u, 300u}) {
    data const d(n);
    std::vector<double> ys(3 * n), js(33 * n), again(3 * n), turned(33 * n);
    evaluate_each(both, into(ys, by_entry(turned)), x = each(d.xs), t = each(d.ts), W = d.w);
    evaluate_each(backwards, both, into(again, js), x = by_entry(d.turned), t = by_entry(d.ts), W = d.w);
    CHECK(ys == again);
    bool same = true;
    for (std::size_t s = 0; s < n; ++s) {
      auto const [value, j] = d.alone(both, s);
      for (std::size_t i = 0; i < 3; ++i) same = same && ys[3 * s + i] == value[i];
      for (std::size_t i = 0; i < 33; ++i)
        same = same && js[33 * s + i] == j.data()[i] && turned[i * n + s] == j.data()[i];
    }
    CHECK(same);
  }
}
TEST_CASE("evaluate_each: samples and results in members of structs") {
  struct sample {
    float before;
    double t;
    std::array<double, 11> x;
  };
  struct answer {
    double y[3];
    tensor<double, 3, 11> j;
    int rounded;
  };
  for (std::size_t const n : {0u, 1u, 3u, 8u, 129u}) {
    data const d(n);
    std::vector<sample> samples(n);
    for (std::size_t s = 0; s < n; ++s) {
      samples[s].before = 1, samples[s].t = d.ts[s];
      for (std::size_t i = 0; i < 11; ++i) samples[s].x[i] = d.xs[11 * s + i];
    }
    std::vector<answer> answers(n);
    auto const& given = samples;
    evaluate_each(formulas(y, jacobian(y, x)), into(each(answers, &answer::y), each(answers, &answer::j)),
                  x = each(given, &sample::x), t = each(given, &sample::t), W = d.w);
    bool same = true;
    for (std::size_t s = 0; s < n; ++s) {
      auto const [value, j] = d.alone(formulas(y, jacobian(y, x)), s);
      for (std::size_t i = 0; i < 3; ++i) same = same && answers[s].y[i] == value[i];
      same = same && answers[s].j == j;
    }
    CHECK(same);
    if (n > 0)
      CHECK(sum_each(loss, x = each(given, &sample::x), t = each(given, &sample::t), W = d.w) ==
            sum_each(loss, x = each(d.xs), t = each(d.ts), W = d.w));
  }
}
TEST_CASE("evaluate_each: members that are neighbours, and members that are not") {
  struct sample {
    double t, x[11], after;
  };
  struct answer {
    double y[3];
    double j[3][11];
  };
  for (std::size_t const n : {1u, 3u, 8u, 16u, 129u}) {
    data const d(n);
    std::vector<sample> samples(n);
    for (std::size_t s = 0; s < n; ++s) {
      samples[s].t = d.ts[s], samples[s].after = 7;
      for (std::size_t i = 0; i < 11; ++i) samples[s].x[i] = d.xs[11 * s + i];
    }
    auto const& given = samples;
    std::vector<answer> all(n), turned(n), apart(n), half(n);
    std::vector<double> js(33 * n);
    constexpr auto both = formulas(y, jacobian(y, x));
    constexpr auto other = formulas(jacobian(y, x), y);
    evaluate_each(both, into(each(all, &answer::y), each(all, &answer::j)), t = each(given, &sample::t),
                  x = each(given, &sample::x), W = d.w);
    evaluate_each(other, into(each(turned, &answer::j), each(turned, &answer::y)),
                  x = each(given, &sample::x), t = each(given, &sample::t), W = d.w);
    evaluate_each(both, into(each(half, &answer::y), each(apart, &answer::j)), t = each(given, &sample::t),
                  x = each(given, &sample::x), W = d.w);
    evaluate_each(both, into(each(apart, &answer::y), js), t = each(d.ts), x = each(given, &sample::x),
                  W = d.w);
    bool same = true;
    for (std::size_t s = 0; s < n; ++s) {
      auto const [value, j] = d.alone(both, s);
      for (std::size_t i = 0; i < 3; ++i)
        for (answer const* a : {&all[s], &turned[s], &half[s], &apart[s]}) same = same && a->y[i] == value[i];
      for (std::size_t i = 0; i < 33; ++i) {
        for (answer const* a : {&all[s], &turned[s], &apart[s]})
          same = same && a->j[i / 11][i % 11] == j.data()[i];
        same = same && js[33 * s + i] == j.data()[i];
      }
    }
    CHECK(same);
  }
}
TEST_CASE("evaluate_each: circular functions of angles of any size") {
  constexpr variable<"v"> v;
  constexpr auto f = stack(sin(v), cos(v), tan(v), axis<0>);
  std::vector<double> vs{0.5, 1e6, -2e6, 1e22, 0, -0.0, 1e300, 3, -1e10, 0x1p20};
  vs.push_back(std::numeric_limits<double>::infinity());
  std::vector<double> ys(3 * vs.size());
  evaluate_each(f, into(ys), v = each(vs));
  for (std::size_t s = 0; s < vs.size(); ++s) {
    auto const one = evaluate(f, v = vs[s]);
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(s, i);
      if (one[i] == one[i]) CHECK(ys[3 * s + i] == one[i]);
      else CHECK(ys[3 * s + i] != ys[3 * s + i]);
    }
  }
}
TEST_CASE("evaluate_each: samples of every size are transposed as they lie") {
  auto const of_size = [](auto size) {
    constexpr std::size_t m = size;
    constexpr variable<"v", m> v;
    std::size_t const n = 21;
    auto const vs = numbers(m * n, 7);
    std::vector<double> out(m * n), by(m * n);
    evaluate_each(-v, into(out), v = each(vs));
    evaluate_each(-v, into(by_entry(by)), v = each(vs));
    bool same = true;
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t i = 0; i < m; ++i)
        same = same && out[m * s + i] == -vs[m * s + i] && by[i * n + s] == -vs[m * s + i];
    CHECK(same);
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (of_size(std::integral_constant<std::size_t, I + 1>{}), ...);
  }
  (std::make_index_sequence<19>{});
}
TEST_CASE("evaluate_each: executors give the same values") {
  data const d(1000);
  std::vector<double> one(3000), two(3000), three(3000);
  evaluate_each(y, into(one), x = each(d.xs), t = each(d.ts), W = d.w);
  evaluate_each(in_parallel, y, into(two), x = each(d.xs), t = each(d.ts), W = d.w);
  evaluate_each(in_threads, y, into(three), x = each(d.xs), t = each(d.ts), W = d.w);
  CHECK(one == two);
  CHECK(one == three);
}
TEST_CASE("evaluate_each: a formula of kernels, one sample after another") {
  constexpr variable<"v", 40> v;
  constexpr variable<"A", 90, 40> A;
  constexpr auto f = softmax(matmul(A, v));
  using program = program_for_samples<entries_of<type_of<f>>::program>;
  STATIC_REQUIRE(!program::scalarised);
  auto const vs = numbers(40 * 5, 4), as = numbers(3600, 5);
  std::vector<double> out(90 * 5), by(90 * 5), turned(40 * 5);
  for (std::size_t s = 0; s < 5; ++s)
    for (std::size_t i = 0; i < 40; ++i) turned[i * 5 + s] = vs[40 * s + i];
  evaluate_each(f, into(out), v = each(vs), A = as);
  evaluate_each(f, into(by_entry(by)), v = by_entry(turned), A = as);
  auto const sums = sum_each(f, v = each(vs), A = as);
  for (std::size_t i = 0; i < 90; ++i) {
    double total = 0;
    for (std::size_t s = 0; s < 5; ++s) {
      auto const alone = evaluate(f, v = view<double const, 40>(vs.data() + 40 * s), A = as);
      CHECK(out[90 * s + i] == alone[i]);
      CHECK(by[i * 5 + s] == alone[i]);
      total += alone[i];
    }
    CHECK(sums[i] == total);
  }
}
TEST_CASE("evaluate_each: floats, positions, truth values, shared whole numbers") {
  constexpr variable<"v", 4> v;
  constexpr variable<"i", 2> index;
  constexpr auto f = formulas(argmax(v), v > 0.5_c, gather(v, index));
  std::vector<float> vs;
  for (int k = 0; k < 4 * 21; ++k) vs.push_back(float(k * 37 % 17) / 16);
  std::vector<std::int64_t> most(21);
  auto const above = std::make_unique<bool[]>(4 * 21);
  std::vector<float> gathered(2 * 21);
  evaluate_each(f, into(most, std::span(above.get(), 4 * 21), gathered), v = each(vs),
                index = tensor<int, 2>{3, 1});
  for (std::size_t s = 0; s < 21; ++s) {
    auto const [m, a, g] =
        evaluate(f, v = view<float const, 4>(vs.data() + 4 * s), index = tensor<int, 2>{3, 1});
    CHECK(most[s] == m);
    for (std::size_t i = 0; i < 4; ++i) CHECK(above[4 * s + i] == a[i]);
    for (std::size_t i = 0; i < 2; ++i) CHECK(gathered[2 * s + i] == g[i]);
  }
}

namespace {
/// A sum in lanes of a width that is chosen here.
template <int Width, class F, class... Bs>
auto summed(F, Bs&&... bindings) {
  using program = program_for_samples<typename entries_of<F>::program>;
  using sums = sample_sums<program, double, Width, std::remove_cvref_t<Bs>...>;
  typename sums::loop const loop(samples_of(bindings...), bindings...);
  ordered_sums<double, sums::values> total;
  sums::run(one_after_another{}, loop, total);
  total.close();
  return std::vector<double>(total.total, total.total + sums::values);
}
}  // namespace

TEST_CASE("sum_each: the sum of all samples, to the same bits whoever adds up") {
  constexpr auto f = value_and_gradient(loss, W, t);
  for (std::size_t const n : {0u, 1u, 5u, 16u, 129u, 40'000u}) {
    data const d(n);
    auto const [value, dw, dt] = sum_each(f, x = each(d.xs), t = each(d.ts), W = d.w);
    long double total = 0, most = 1;
    tensor<long double, 3, 11> of_w;
    for (std::size_t s = 0; s < n; ++s) {
      auto const alone = d.alone(f, s);
      total += alone[loss];
      for (std::size_t i = 0; i < 33; ++i) of_w.data()[i] += alone[W].data()[i];
      most += 1;
    }
    CHECK(std::fabs(double(value - total)) <= 1e-15 * double(most));
    for (std::size_t i = 0; i < 33; ++i)
      CHECK(std::fabs(double(dw.data()[i] - of_w.data()[i])) <= 1e-15 * double(most));
    auto const check = [&](auto const& other) {
      CHECK(other[loss] == value);
      CHECK(other[W] == dw);
      CHECK(other[t] == dt);
    };
    check(sum_each(backwards, f, x = by_entry(d.turned), t = each(d.ts), W = d.w));
    check(sum_each(in_parallel, f, x = each(d.xs), t = each(d.ts), W = d.w));
    check(sum_each(in_threads, f, x = each(d.xs), t = each(d.ts), W = d.w));
    auto const narrow = summed<1>(f, x = each(d.xs), t = each(d.ts), W = d.w);
    CHECK(narrow[0] == value);
    auto const as_wide = [&]<int Width>(std::integral_constant<int, Width>) {  // as the target's registers
      if constexpr (Width <= native_lanes<double>())
        CHECK(narrow == summed<Width>(f, x = by_entry(d.turned), t = each(d.ts), W = d.w));
    };
    as_wide(std::integral_constant<int, 2>{});
    as_wide(std::integral_constant<int, 4>{});
    as_wide(std::integral_constant<int, 8>{});
  }
}

#if __has_include(<sys/wait.h>)
namespace {
/// Whether an act stops the program, tried in a copy of it.
bool stops(auto act) {
  pid_t const child = fork();
  if (child == 0) {
    signal(SIGILL, SIG_DFL);
    signal(SIGTRAP, SIG_DFL);
    act();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}
}  // namespace
TEST_CASE("evaluate_each, sum_each: memory of another number of samples stops the program") {
  data const d(10);
  std::vector<double> ys(30), few(27), half(31);
  auto const run = [&](std::vector<double>& results, std::vector<double> const& of_t) {
    evaluate_each(y, into(results), x = each(d.xs), t = each(of_t), W = d.w);
  };
  CHECK(!stops([&] { run(ys, d.ts); }));
  CHECK(stops([&] { run(few, d.ts); }));
  CHECK(stops([&] { run(half, d.ts); }));
  CHECK(stops([&] { run(ys, few); }));
  CHECK(stops([&] { sum_each(y, x = each(d.xs), t = each(few), W = d.w); }));
  CHECK(stops([&] { sum_each(y, x = each(half), t = each(d.ts), W = d.w); }));
}
#endif
