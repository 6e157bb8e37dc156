// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/select.hpp>

namespace tapeless {

/// The selection behind topk and its relatives: x with the chosen axis last, and S of it.
struct chosen {
  term x, s;
  int axis = 0;
  constexpr chosen(term of, int k, std::string_view call, auto... options) : x(of) {
    bool ascending = false;
    int wanted = -1;
    [[maybe_unused]] auto const read = [&](auto o) {
      if constexpr (is_axis<decltype(o)>) {
        wanted = o.axis[0];
        if (o.count != 1) of.owner->refuse(call, ": one axis is named; x is ", of.shape());
      } else if constexpr (std::same_as<decltype(o), smallest_option>) ascending = true;
    };
    (read(options), ...);
    axis = resolve_axis(of, wanted, call);
    if (axis < 0) return;
    int const n = of.extent(axis);
    if (k < 1 || k > n) {
      of.owner->refuse(call, ": K must lie between 1 and the length of the axis; K is ", k, ", x is ",
                       of.shape(), ", the axis is ", axis);
      axis = -1;
      return;
    }
    x = move_axis(of, axis, of.rank() - 1);
    shape matrix = x.shape();
    matrix.extent[matrix.rank - 1] = k;
    matrix.append(n);
    s = make<selection_op>(matrix, ascending ? selection_op::smallest_first : 0, x);
  }
  constexpr explicit operator bool() const { return axis >= 0; }
  /// A result [.., k] with its last axis put back in place.
  constexpr term back(term y) const { return move_axis(y, y.rank() - 1, axis); }
};

template <int K>
struct selection_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c(x, K, "selection<K>(x)", options...);
    return c ? make<dense_op>(c.s.shape(), 0, c.s) : x;
  }
};
template <int K>
struct topk_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c(x, K, "topk<K>(x)", options...);
    if (!c) return x;
    return c.back(take_entries(c.s, c.x));
  }
};
template <int K>
struct topk_indices_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c(x, K, "topk_indices<K>(x)", options...);
    if (!c) return x;
    shape row = c.x.shape();
    row.extent[row.rank - 1] = K;
    return c.back(make<columns_op>(row, 0, c.s));
  }
};

/// The K greatest entries of x along an axis (the last unless named), greatest first: topk<2>(x),
/// topk<2>(x, axis<0>, smallest, unsorted).   y = S x   x̄ = Sᵀ g, with S = selection<K>(x), as formulas too
/// Ties: stable, the lowest index first. NaN counts as greatest. K lies between 1 and the length of the axis.
template <int K, class... X>
constexpr called<topk_call<K>, X...> topk(X... x) { return function<topk_call<K>>{}(x...); }
template <int K, class... X>
rejected<topk_call<K>, X...> topk(X...);
/// The positions along the axis of the entries that topk gives, whole numbers; no gradient.
template <int K, class... X>
constexpr called<topk_indices_call<K>, X...> topk_indices(X... x) {
  return function<topk_indices_call<K>>{}(x...);
}
template <int K, class... X>
rejected<topk_indices_call<K>, X...> topk_indices(X...);
/// The 0/1 matrix S of topk, [.., K, n] with the chosen axis last: matmul(selection<K>(y), y) is topk<K>(y),
/// as a formula too. Flat: its gradient is zero wherever it is differentiable.
template <int K, class... X>
constexpr called<selection_call<K>, X...> selection(X... x) { return function<selection_call<K>>{}(x...); }
template <int K, class... X>
rejected<selection_call<K>, X...> selection(X...);

}  // namespace tapeless
