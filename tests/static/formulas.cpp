// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"x", 2> x;
constexpr variable<"s"> s;

static_assert(std::is_same_v<nth<1, int, char, long>, char> && std::is_same_v<nth<0, int>, int>);
static_assert(list_of<int, char>::size == 2);

// Several formulas: taken apart, or asked for by key.
constexpr auto loss = sum(square(x)) * s;
constexpr auto both = gradient(loss, x, s);
static_assert(both[x] == gradient(loss, x) && both[s] == gradient(loss, s) && both[s] == sum(square(x)));
static_assert([] {
  auto [dx, ds] = both;
  return dx == gradient(loss, x) && ds == gradient(loss, s);
}());
static_assert(std::tuple_size_v<decltype(both)> == 2);

// Evaluated together they give their values in order.
constexpr auto together = formulas(x + s, sum(x), topk_indices<2>(x));
constexpr bool values_come_in_order() {
  auto const [moved, total, order] = evaluate(together, x = tensor<double, 2>{1, 3}, s = 0.5);
  return moved == tensor<double, 2>{1.5, 3.5} && total == 4.0 && order == tensor<std::int64_t, 2>{1, 0};
}
static_assert(values_come_in_order());
static_assert(evaluate(together, s = 0.5, x = tensor<double, 2>{1, 3})[sum(x)] == 4.0);

// One formula twice, a variable itself, a constant.
constexpr bool results_repeat() {
  auto const [a, b, c, d] = evaluate(formulas(sum(x), sum(x), x, 2_c), x = tensor<float, 2>{1, 3});
  return a == 4.0f && b == 4.0f && c == tensor<float, 2>{1, 3} && d == 2.0f &&
         std::is_same_v<decltype(d), tensor<float> const>;
}
static_assert(results_repeat());
