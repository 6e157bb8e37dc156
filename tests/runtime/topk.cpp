// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <random>
#include <tapeless/tapeless.hpp>
using namespace tapeless;

/// The columns of N entries in order: the greatest first, NaN before all, or the least; of equal ones the
/// earlier first.
template <std::size_t N, bool Least>
static std::array<std::int64_t, N> sorted_columns(double const* x) {
  std::array<std::int64_t, N> column;
  std::iota(column.begin(), column.end(), 0);
  auto const greater = [&](auto i, auto j) { return x[j] == x[j] && (x[i] != x[i] || x[i] > x[j]); };
  std::stable_sort(column.begin(), column.end(),
                   [&](auto i, auto j) { return Least ? greater(j, i) : greater(i, j); });
  return column;
}
/// The first K columns of rows of N entries, with ties and NaN or without, are those of sorted rows.
template <std::size_t Rows, std::size_t N, int K, bool Least = false>
static void check_rows() {
  constexpr variable<"x", Rows, N> x;
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> one(0, 11), finite(0, 8);
  std::uniform_real_distribution<double> draw(-1, 1);
  double const infinite = std::numeric_limits<double>::infinity();
  double const among[12]{0.0, -0.0, 1, 2, 3, -1, -2.5, 4, 5, infinite, -infinite, infinite - infinite};
  bool same = true;
  for (int trial = 0; trial < 300; ++trial) {
    tensor<double, Rows, N> entries;
    for (double& v : entries.entries)
      v = trial % 3 == 0 ? among[one(random)] : trial % 3 == 1 ? among[finite(random)] : draw(random);
    constexpr auto first = [](auto rows) {
      if constexpr (Least) return topk_indices<K>(rows, axis<1>, smallest);
      else return topk_indices<K>(rows, axis<1>);
    }(x);
    auto const found = evaluate(as_loops(first), x = entries);
    for (std::size_t row = 0; row < Rows; ++row) {
      auto const wanted = sorted_columns<N, Least>(entries.entries + row * N);
      same = same && std::equal(wanted.begin(), wanted.begin() + K, found.entries + row * std::size_t(K));
    }
  }
  CHECK(same);
}

TEST_CASE("the first few of many entries, with ties and NaN") {
  check_rows<1, 17, 3>();
  check_rows<2, 23, 5>();
  check_rows<1, 33, 4>();
  check_rows<1, 40, 8>();
  check_rows<1, 51, 7>();
  check_rows<1, 64, 8>();
  check_rows<1, 63, 6, true>();
  check_rows<1, 64, 8, true>();
  check_rows<1, 65, 4>();
}
TEST_CASE("the first few entries of many rows, with ties and NaN") {
  check_rows<21, 8, 2>();
  check_rows<16, 5, 1>();
  check_rows<9, 16, 4>();
}
