// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pool_blocks.hpp>
#include <tapeless/ops/unpool.hpp>

namespace tapeless::core {

// Pools over two axes at once, of windows side by side, which a plan writes for one along each. Of equal
// entries the first in row-major order is greatest, as with one axis after the other.

/// Blocks of x, [.., h, w, a], that an entry of y, [.., h/p, w/q, a], stands for.
constexpr block_shape blocks_of(shape const& x, shape const& y) {
  int const last = x.rank - 1;
  return {run_of_axes::product(x, 0, last - 2), y[last - 2], y[last - 1], x[last],
          x[last - 2] / y[last - 2], x[last - 1] / y[last - 1]};
}
/// The greatest entry of each block; NaN wins.   x [.., h, w, a] → [.., h/p, w/q, a]
struct block_max_op {
  static constexpr phrase name = "block_max";
  static constexpr long long flops(call const& c) { return 2ll * c.x[0].size(); }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* x) {
    constexpr block_shape p = blocks_of(C.x[0], C.y);
    if constexpr (!has_lanes<T>) one_by_one<p>(y, x);
    else if (std::is_constant_evaluated()) one_by_one<p>(y, x);
    else greatest_of_blocks<p>(y, x);
  }

private:
  template <block_shape P, class T>
  static constexpr void one_by_one(T* y, T const* x) {
    each_block<P, 1>([&](int from, int to, auto) {
      y[to] = x[from + P.entry(first_greatest<P>(x + from))];
    });
  }

public:
  /// Which entry of a block it is.
  template <block_shape P, class T>
  static constexpr int first_greatest(T const* x) {
    int best = 0;
    for (int j = 1; j < P.entries(); ++j)
      if (!precedes_op<false>::holds(x[P.entry(best)], x[P.entry(j)])) best = j;
    return best;
  }
};
/// What that passes back: the cotangent of each block at its greatest entry, zero elsewhere.
/// x [.., h, w, a], g [.., h/p, w/q, a] → [.., h, w, a]
struct block_put_op {
  static constexpr phrase name = "block_put";
  static constexpr long long flops(call const& c) { return 2ll * c.y.size(); }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* x, T const* g) {
    constexpr block_shape p = blocks_of(C.x[0], C.x[1]);
    if constexpr (!has_lanes<T>) one_by_one<p>(y, x, g);
    else if (std::is_constant_evaluated()) one_by_one<p>(y, x, g);
    else put_in_blocks<p>(y, x, g);
  }

private:
  template <block_shape P, class T>
  static constexpr void one_by_one(T* y, T const* x, T const* g) {
    each_block<P, 1>([&](int from, int of, auto) {
      int const best = block_max_op::first_greatest<P>(x + from);
      for (int j = 0; j < P.entries(); ++j) y[from + P.entry(j)] = j == best ? g[of] : T{};
    });
  }
};

/// Whether pools of so many windows along the last but two and the last but one axis of x go over blocks.
constexpr bool are_blocks(windowing rows, int down, windowing columns, int across, shape const& x) {
  auto const covers = [](windowing w, int n, int count) {
    return w.stride == w.length && w.dilation == 1 && w.padding == 0 && n == count * w.length;
  };
  int const last = x.rank - 1;
  return last >= 2 && rows.axis == last - 2 && columns.axis == last - 1 && covers(rows, x[last - 2], down) &&
         covers(columns, x[last - 1], across) && rows.length * columns.length <= 16;
}
/// A pool, or what it passes back, over blocks, if its operand has just gone along the other axis: no term
/// else.
constexpr term over_blocks(term y) {
  if (!is<window_max_op>(y) && !is<unpool_op>(y)) return {};
  term const inner = is<window_max_op>(y) ? y.operand(0) : y.operand(1);
  if (inner->op != y->op) return {};
  windowing const w(y->with), v(inner->with);
  term const x = is<window_max_op>(y) ? inner.operand(0) : y.operand(0);
  shape const& s = x.shape();
  if (is<window_max_op>(y))
    return are_blocks(w, y.extent(w.axis), v, inner.extent(v.axis), s) ? make<block_max_op>(y.shape(), 0, x)
                                                                      : term{};
  term const g = inner.operand(1), pooled = inner.operand(0);  // along w first, then along v
  bool const fits = is<window_max_op>(pooled) && pooled->with == y->with && pooled.operand(0) == x &&
                    are_blocks(v, g.extent(v.axis), w, inner.extent(w.axis), s);
  return fits ? make<block_put_op>(s, 0, x, g) : term{};
}

}  // namespace tapeless::core
