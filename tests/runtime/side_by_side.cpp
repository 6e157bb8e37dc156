// SPDX-License-Identifier: BSL-1.0
#include <span>
#include <tapeless/tapeless.hpp>
#include <vector>
#include "catch.hpp"
using namespace tapeless::core;

namespace {
constexpr variable<"a"> a;
constexpr variable<"b"> b;
constexpr variable<"w"> w;
constexpr variable<"p", 3> p;

constexpr auto functions = exp(-square(a)) * log(1_c + square(b)) + tanh(a * w) / (1_c + exp(b));
constexpr auto choices = where(a < b, functions, where(b < 0_c, sin(a), normal_cdf(b))) + maximum(a, b);
constexpr auto arithmetic = sum(square(p) * p) / (1_c + dot(p, p)) * a;

template <class... F>
constexpr bool side_by_side = runs_side_by_side<
    program_for_samples<typename entries_of<decltype(formulas(F{}...))>::program>>();
static_assert(side_by_side<decltype(functions), decltype(gradient(functions, a))>);
static_assert(side_by_side<decltype(choices)>);
static_assert(!side_by_side<decltype(arithmetic), decltype(gradient(arithmetic, p))>);

std::vector<double> numbers(std::size_t count, unsigned seed) {
  std::vector<double> v(count);
  for (double& number : v) {
    seed = seed * 1664525u + 1013904223u;
    number = double(seed >> 8) / double(1 << 23) - 1;
  }
  return v;
}
constexpr std::size_t counts[]{0, 1, 3, 4, 5, 8, 9, 13, 16, 17, 31, 127, 128, 129, 145, 300};
}  // namespace

TEST_CASE("side by side: every sample has the bits of evaluate, entry by entry, of any number") {
  constexpr auto all = formulas(functions, gradient(functions, a), gradient(functions, b));
  for (std::size_t const n : counts) {
    std::vector<double> const as = numbers(n, 1), bs = numbers(n, 2);
    std::vector<double> y(n + 1, 7), by_a(n + 1, 7), by_b(n + 1, 7), z(n), z_a(n), z_b(n);
    std::span<double> const rows[]{{y.data(), n}, {by_a.data(), n}, {by_b.data(), n}};
    evaluate_each(all, into(by_entry(rows[0]), by_entry(rows[1]), by_entry(rows[2])), a = each(as),
                  b = each(bs), w = 0.75);
    evaluate_each(all, into(z, by_entry(z_a), z_b), a = by_entry(as), b = each(bs), w = 0.75);
    bool same = y[n] == 7 && by_a[n] == 7 && by_b[n] == 7;
    for (std::size_t s = 0; s < n; ++s) {
      auto const [one, d, e] = evaluate(all, a = as[s], b = bs[s], w = 0.75);
      same = same && y[s] == one && by_a[s] == d && by_b[s] == e && z[s] == one && z_a[s] == d && z_b[s] == e;
    }
    CHECK(same);
  }
}
TEST_CASE("side by side: a matrix of rows, of float too") {
  constexpr auto f = stack(functions, gradient(functions, a), gradient(functions, b), axis<0>);
  for (std::size_t const n : counts) {
    std::vector<float> as(n), bs(n), rows(3 * n);
    for (std::size_t s = 0; s < n; ++s) as[s] = float(s % 11) / 8 - 0.5f, bs[s] = 0.625f - float(s % 7) / 8;
    evaluate_each(f, into(by_entry(rows)), a = each(as), b = each(bs), w = 0.75f);
    bool same = true;
    for (std::size_t s = 0; s < n; ++s) {
      auto const one = evaluate(f, a = as[s], b = bs[s], w = 0.75f);
      for (std::size_t i = 0; i < 3; ++i) same = same && rows[i * n + s] == one[i];
    }
    CHECK(same);
  }
}
TEST_CASE("side by side: with truth values") {
  for (std::size_t const n : counts) {
    std::vector<double> const as = numbers(n, 3), bs = numbers(n, 4);
    std::vector<double> rows(n), y(n);
    evaluate_each(choices, into(by_entry(rows)), a = each(as), b = each(bs), w = 2.0);
    evaluate_each(choices, into(y), a = each(as), b = each(bs), w = 2.0);
    bool same = rows == y;
    for (std::size_t s = 0; s < n; ++s)
      same = same && y[s] == evaluate(choices, a = as[s], b = bs[s], w = 2.0);
    CHECK(same);
  }
}
TEST_CASE("side by side: sums have the order that they have one vector after another") {
  for (std::size_t const n : counts) {
    std::vector<double> const as = numbers(n, 5), bs = numbers(n, 6);
    double total = 0, part[16]{}, chunk = 0;
    for (std::size_t s = 0; s < n; ++s) {
      part[s % 16] += evaluate(functions, a = as[s], b = bs[s], w = 0.5);
      if (s % 128 == 127 || s + 1 == n) {
        for (int half = 8; half > 0; half /= 2)
          for (int i = 0; i < half; ++i) part[i] += part[i + half];
        chunk += part[0];
        for (double& sum : part) sum = 0;
      }
    }
    total += chunk;
    CHECK(sum_each(functions, a = each(as), b = each(bs), w = 0.5) == total);
  }
}
