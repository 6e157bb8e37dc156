// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace {

using indices = tensor<std::int64_t, 2>;

void selections() {
  row(
      "topk<2>", "a tie: [1, 1, 1]", [](auto x) { return topk<2>(x); }, three{1, 1, 1}, two{1, 1},
      three{1, 1, 0});
  row(
      "topk_indices<2>", "a tie: [1, 1, 1]", [](auto x) { return topk_indices<2>(x); }, three{1, 1, 1},
      indices{0, 1}, three{0, 0, 0});
  row(
      "topk<2>", "NaN is greatest: [1, NaN, 2]", [](auto x) { return topk<2>(x); }, three{1, nan, 2},
      two{nan, 2}, three{0, 1, 1});
  row(
      "topk<2>, smallest", "NaN comes last: [NaN, 1, inf]", [](auto x) { return topk<2>(x, smallest); },
      three{nan, 1, inf}, two{1, inf}, three{0, 1, 1});
  row(
      "topk_indices<2>", "-0 ties with 0: [-0, 0, -1]", [](auto x) { return topk_indices<2>(x); },
      three{-0.0, 0, -1}, indices{0, 1}, three{0, 0, 0});
  row(
      "topk<3>", "K = n sorts: [1, 3, 2]", [](auto x) { return topk<3>(x); }, three{1, 3, 2}, three{3, 2, 1},
      three{1, 1, 1});
  row(
      "sort", "ties, NaN last: [NaN, 1, 0, 1]", [](auto x) { return sort(x); }, four{nan, 1, 0, 1},
      four{0, 1, 1, nan}, four{1, 1, 1, 1});
  row(
      "argsort", "ties stable: [1, 0, 1, 0]", [](auto x) { return argsort(x); }, four{1, 0, 1, 0},
      tensor<std::int64_t, 4>{1, 3, 0, 2}, four{});
  row(
      "argsort, descending", "ties stable, NaN first: [1, NaN, 1, 2]",
      [](auto x) { return argsort(x, descending); }, four{1, nan, 1, 2}, tensor<std::int64_t, 4>{1, 3, 0, 2},
      four{});
  row(
      "argmax", "a tie: [1, 2, 2]", [](auto x) { return argmax(x); }, three{1, 2, 2}, tensor<std::int64_t>{1},
      three{});
  row(
      "argmax", "NaN wins: [1, NaN, 2]", [](auto x) { return argmax(x); }, three{1, nan, 2},
      tensor<std::int64_t>{1}, three{});
  row(
      "argmin", "NaN wins: [1, NaN, 0]", [](auto x) { return argmin(x); }, three{1, nan, 0},
      tensor<std::int64_t>{1}, three{});
  row(
      "max", "a tie, shared: [1, 2, 2]", [](auto x) { return max(x); }, three{1, 2, 2}, scalar_value{2},
      three{0, 0.5, 0.5});
  row(
      "min", "a tie, shared: [1, 1, 2]", [](auto x) { return min(x); }, three{1, 1, 2}, scalar_value{1},
      three{0.5, 0.5, 0});
  row(
      "max, one axis", "a tie, to the first: [1, 2, 2]", [](auto x) { return max(x, axis<0>); },
      three{1, 2, 2}, scalar_value{2}, three{0, 1, 0});
  row(
      "amax, one_sided", "a tie: [1, 2, 2]", [](auto x) { return amax(x, one_sided); }, three{1, 2, 2},
      scalar_value{2}, three{0, 1, 0});
  row(
      "amax, reject", "a tie: [1, 2, 2]", [](auto x) { return amax(x, reject); }, three{1, 2, 2},
      scalar_value{2}, three{0, nan, nan});
  row(
      "max_pool1d<2>", "a tie, to the first: [2, 2, 1, 1]",
      [](auto x) { return max_pool1d<2>(reshape<1, 1, 4>(x)); }, four{2, 2, 1, 1}, two{2, 1},
      four{1, 0, 1, 0});
  row(
      "cummax", "a tie, to the last: [1, 2, 2, 1]", [](auto x) { return cummax(x); }, four{1, 2, 2, 1},
      four{1, 2, 2, 2}, four{1, 1, 2, 0});
  row(
      "median", "even n, the lower: [4, 1, 3, 2]", [](auto x) { return median(x); }, four{4, 1, 3, 2},
      scalar_value{2}, four{0, 0, 0, 1});
  row(
      "median", "ties, shared: [1, 2, 2, 3]", [](auto x) { return median(x); }, four{1, 2, 2, 3},
      scalar_value{2}, four{0, 0.5, 0.5, 0});
  row(
      "median, one axis", "ties, one entry: [1, 2, 2, 3]", [](auto x) { return sum(median(x, axis<0>)); },
      four{1, 2, 2, 3}, scalar_value{2}, four{0, 1, 0, 0});
  static constexpr tensor<std::int64_t, 3> twice{1, 1, 0};
  row(
      "index_select", "an index twice: x[1, 1, 0]", [](auto x) { return index_select(x, literal<twice>); },
      three{1, 2, 3}, three{2, 2, 1}, three{1, 2, 0});
}

}  // namespace
