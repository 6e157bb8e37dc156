// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/pool.hpp>

namespace tapeless::core {

/// What max_pool passes back where no two windows meet: the cotangent of each window at its first greatest
/// entry, zero elsewhere. A plan writes it for the ops that say the same over all entries of the windows.
/// x [b, n, a], g [b, count, a] → [b, n, a]   with = a windowing
struct unpool_op {
  static constexpr phrase name = "unpool";
  static constexpr long long flops(call const& c) { return 2ll * c.y.size(); }

  template <call C, class T>
  static constexpr void evaluate(T* y, T const* x, T const* g) {
    constexpr pool_shape p = pool_of(windowing(C.with), C.x[0], C.x[1][windowing(C.with).axis]);
    if constexpr (!has_lanes<T>) one_by_one<p>(y, x, g);
    else if (std::is_constant_evaluated()) one_by_one<p>(y, x, g);
    else put_in_windows<p>(y, x, g);
  }
  constexpr term operator()(term x, term g, long long with) const {
    return make<unpool_op>(x.shape(), with, x, g);
  }

private:
  template <pool_shape P, class T>
  static constexpr void one_by_one(T* y, T const* x, T const* g) {
    for (int i = 0; i < P.lines * P.n * P.after; ++i) y[i] = T{};
    for (int line = 0; line < P.lines; ++line, y += P.n * P.after, x += P.n * P.after)
      for (int i = 0; i < P.count; ++i, g += P.after)
        for (int a = 0; a < P.after; ++a) {
          int const at = i * P.stride * P.after + a;
          int best = 0;
          for (int j = 1; j < P.length; ++j)
            if (!precedes_op<false>::holds(x[at + best * P.after], x[at + j * P.after])) best = j;
          y[at + best * P.after] = g[a];
        }
  }
};

/// One entry for all entries of each window, where t is made of such, entry by entry, in at most `budget`
/// ops: of shape `row`, which has length 1 at `place`; no term else.
constexpr term one_a_window(term t, int place, shape const& row, int& budget) {
  if (is_zero(t)) return zero(*t.owner, row);
  if (is_constant(t)) return constant(*t.owner, number_of(t), row);
  if (is<broadcast_op>(t) && t.operand(0).extent(place) == 1) return broadcast_along(t.operand(0), row);
  vertex const v = *t;
  if (!v.op->elementwise || --budget < 0) return {};
  term x[max_arity];
  for (int i = 0; i < v.arity; ++i)
    if (x[i] = one_a_window({t.owner, v.x[i]}, place, row, budget); !x[i].owner) return {};
  return v.op->again(x, v.with);
}
/// That op for the cotangent of a pool's operand, if it is made of windows that do not meet: no term else.
constexpr term unpooled(term over_windows, windowing w, shape const& to) {
  if (!is<where_op>(over_windows) || w.stride < w.length || w.dilation != 1 || w.padding != 0) return {};
  term const peak = over_windows.operand(0), everywhere = over_windows.operand(1);
  if (!is<window_peak_op>(peak) || peak->with != w.packed() || !is_zero(over_windows.operand(2))) return {};
  term const x = peak.operand(0);
  if (!(x.shape() == to)) return {};
  shape row = everywhere.shape();
  row.extent[w.place] = 1;
  int budget = 8;
  term const g = one_a_window(everywhere, w.place, row, budget);
  if (!g.owner) return {};
  axes place;
  place.insert(w.place);
  return unpool_op{}(x, reshape_op{}(g, without(row, place)), w.packed());
}

}  // namespace tapeless::core
