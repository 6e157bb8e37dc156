// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/pool.hpp>

namespace tapeless {

/// What max_pool passes back where no two windows meet: the cotangent of each window at its first greatest
/// entry, zero elsewhere. A plan writes it for the ops that say the same over all entries of the windows.
/// x [b, n, a], g [b, count, a] → [b, n, a]   with = a windowing
struct unpool_op {
  static constexpr phrase name = "unpool";
  static constexpr long long flops(call const& c) { return 2ll * c.y.size(); }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& c, T* y, T const* x, T const* g) {
    windowing const w(c.with);
    int const windows = c.x[1].size(), count = c.x[1][w.axis], n = c.y[w.axis];
    int const after = run_of_axes::product(c.y, w.axis + 1, c.y.rank), rest = (n - count * w.stride) * after;
    bool const covers = rest == 0 && w.stride == w.length;
    if (!covers)
      for (int i = 0; i < c.y.size(); ++i) y[i] = T{};
    if (covers && after == 1) {  // all windows of all lines in a row
      for (int i = 0; i < windows; ++i) put(w.length, y + i * w.length, x + i * w.length, g[i], 1);
      return;
    }
    for (int line = 0; line < windows / (count * after); ++line, y += n * after, x += n * after)
      for (int i = 0; i < count; ++i, g += after)
        for (int a = 0; a < after; ++a) {
          int const at = i * w.stride * after + a;
          put(w.length, y + at, x + at, g[a], after);
        }
  }
  constexpr term operator()(term x, term g, long long with) const {
    return make<unpool_op>(x.shape(), with, x, g);
  }

private:
  /// One window, of entries so far apart.
  template <class T>
  [[gnu::always_inline]] static constexpr void put(int length, T* y, T const* x, T const& g, int apart) {
    T best = x[0], place{};
    for (int j = 1; j < length; ++j) {
      T const next = x[j * apart], stays = stays_greatest(best, next);
      best = choose(stays, best, next);
      place = choose(stays, place, T{} + j);
    }
    for (int j = 0; j < length; ++j) y[j * apart] = choose(is_equal(place, T{} + j), g, T{});
  }
};

/// That op for the cotangent of a pool's operand, if it is made of windows that do not meet: no term else.
constexpr term unpooled(term over_windows, windowing w, shape const& to) {
  if (!is<where_op>(over_windows) || w.stride < w.length || w.dilation != 1 || w.padding != 0) return {};
  term const peak = over_windows.operand(0), everywhere = over_windows.operand(1);
  if (!is<window_peak_op>(peak) || peak->with != w.packed() || !is_zero(over_windows.operand(2))) return {};
  term const x = peak.operand(0);
  if (!is<broadcast_op>(everywhere) || !(x.shape() == to)) return {};
  term const g = everywhere.operand(0);
  for (int i = 0; i < g.rank(); ++i)
    if (g.extent(i) != (i == w.place ? 1 : everywhere.extent(i))) return {};
  axes place;
  place.insert(w.place);
  return unpool_op{}(x, reshape_op{}(g, without(g.shape(), place)), w.packed());
}

}  // namespace tapeless
