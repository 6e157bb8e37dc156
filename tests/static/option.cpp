// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

static_assert(Option<decltype(axis<0, -1>)> && Option<decltype(keepdims)> && Option<decltype(smallest)>);
static_assert(Option<decltype(largest)> && Option<decltype(unsorted)> && !Option<int> &&
              !Expression<decltype(keepdims)>);
static_assert(axis<0, -1>.count == 2 && axis<0, -1>.axis[1] == -1);
static_assert(is_axis<axis_option<1>> && !is_axis<keepdims_option>);
static_assert(has<int, char, int> && !has<int, char, long> && !has<int>);

// Axes are counted from the front, or from the back below zero.
static_assert([] {
  graph g;
  term const t = make<variable_op>(g, shape{2, 3, 4}, 0);
  return resolve_axis(t, 0, "f") == 0 && resolve_axis(t, 2, "f") == 2 && resolve_axis(t, -1, "f") == 2 &&
         resolve_axis(t, -3, "f") == 0 && !g.problem();
}());
static_assert([] {
  graph g;
  term const t = make<variable_op>(g, shape{2, 3, 4}, 0);
  axes const set = resolve(t, axis<2, -3>, "f");
  return set[0] && !set[1] && set[2] && !g.problem();
}());
constexpr sentence refused_with(auto option) {
  graph g;
  resolve(make<variable_op>(g, shape{2, 3, 4}, 0), option, "f(x, axis<...>)");
  return g.problem();
}
static_assert(phrase(refused_with(axis<3>)) ==
              "f(x, axis<...>): axis 3 is out of range; x is [2, 3, 4], of rank 3");
static_assert(phrase(refused_with(axis<0, -4>)) ==
              "f(x, axis<...>): axis -4 is out of range; x is [2, 3, 4], of rank 3");
static_assert(phrase(refused_with(axis<1, -2>)) ==
              "f(x, axis<...>): axis -2 is named twice; x is [2, 3, 4]");
