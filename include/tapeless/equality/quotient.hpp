// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/needs.hpp>
#include <tapeless/equality/point.hpp>

namespace tapeless::core::exact {

/// A logarithm of x / y where x is a variable that y does not contain, or the other way round. Wherever it is
/// defined x is m y for a positive m, whatever the signs of x and y: at such a point the logarithm is known.
struct quotient_under_log {
  int log = -1, quotient = -1;
  int variable = -1, other = -1;
  bool below = false;  ///< the variable is the denominator
};
/// Whether a vertex is made of another.
constexpr bool contains(graph const& g, int id, int what) {
  if (id < what) return false;
  sequence<bool> in(id + 1, false);
  in[id] = true;
  for (int at = id; at > what; --at)
    for (int i = 0; in[at] && i < g[at].arity; ++i) in[g[at].x[i]] = true;
  return in[what];
}
/// The first such logarithm behind a vertex, if any.
constexpr quotient_under_log next_quotient(graph const& g, needs const& n, int behind) {
  for (int id = behind + 1; id <= n.last; ++id) {
    if (!n(id) || g[id].op != &describe<log_op> || g[g[id].x[0]].op != &describe<divide_op>) continue;
    int const over = g[id].x[0], x = g[over].x[0], y = g[over].x[1];
    if (g[x].op == &describe<variable_op> && !contains(g, y, x)) return {id, over, x, y, false};
    if (g[y].op == &describe<variable_op> && !contains(g, x, y)) return {id, over, y, x, true};
  }
  return {};
}
/// All images at such a point, given those elsewhere.
constexpr void compute_with(quotient_under_log const& k, graph const& g, needs const& n, calculus& c,
                            point const& elsewhere, point& at) {
  constexpr residue key = hash("quotient");
  for (int id = 0; id <= n.last; ++id) {
    if (!n(id)) continue;
    if (id != k.variable && id != k.quotient) {
      at.compute(id);
      continue;
    }
    image* const y = at.place(id);
    image const* const other = elsewhere.at(k.other);
    for (int i = 0; i < g.shape(g[id].shape).size(); ++i) {
      image const m = c.positive_power(key, residue(i));
      y[i] = id == k.quotient ? m : k.below ? c.over(other[i], m) : c.times(other[i], m);
    }
  }
}

}  // namespace tapeless::core::exact
