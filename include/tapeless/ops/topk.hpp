// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/select.hpp>

namespace tapeless::core {

/// The selection behind topk and its relatives: x with the chosen axis last, and S of it.
struct chosen {
  term x, s;
  int axis = 0;
  /// The k entries from a rank on, in an order that selection_op's attribute tells.
  constexpr chosen(term of, int wanted, int k, int from, long long order, phrase call) : x(of) {
    axis = of.owner->problem() ? -1 : resolve_axis(of, wanted, call);
    if (axis < 0) return;
    x = move_axis(of, axis, of.rank() - 1);
    shape matrix = x.shape();
    matrix.extent[matrix.rank - 1] = k;
    matrix.append(of.extent(axis));
    s = make<selection_op>(matrix, order | static_cast<long long>(from) << 2, x);
  }
  constexpr explicit operator bool() const { return axis >= 0; }
  /// A result [.., k] with its last axis put back in place.
  constexpr term back(term y) const { return move_axis(y, y.rank() - 1, axis); }
  constexpr term values() const { return back(take_entries(s, x)); }
  constexpr term indices() const {
    shape row = x.shape();
    row.extent[row.rank - 1] = s.extent(s.rank() - 2);
    return back(make<columns_op>(row, 0, s));
  }
};

/// What the options of topk say: the axis and the order.
struct topk_options {
  int axis = -1;
  long long order = 0;
  constexpr topk_options(term x, phrase call, Option auto... options) {
    [[maybe_unused]] auto const read = [&]<class O>(O o) {
      if constexpr (is_axis<O>) {
        axis = o.axis[0];
        if (o.count != 1 || options_of_axes<decltype(options)...> > 1)
          x.owner->refuse(call, ": one axis is named; x is ", x.shape());
      } else if constexpr (std::same_as<O, smallest_option>) {
        order = selection_op::smallest_first;
      } else if constexpr (!std::same_as<O, largest_option> && !std::same_as<O, unsorted_option>) {
        x.owner->refuse(call, ": an option is given that it does not have; x is ", x.shape());
      }
    };
    (read(options), ...);
  }
};
/// The K first of x; nothing where there are fewer.
template <int K>
constexpr chosen choose_first(term x, phrase call, Option auto... options) {
  topk_options const o(x, call, options...);
  int const axis = x.owner->problem() ? -1 : resolve_axis(x, o.axis, call);
  if (axis >= 0 && (K < 1 || K > x.extent(axis)))
    x.owner->refuse(call, ": K must lie between 1 and the length of the axis; K is ", K, ", x is ", x.shape(),
                    ", the axis is ", axis);
  return {x, axis, K, 0, o.order, call};
}

template <int K>
struct selection_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c = choose_first<K>(x, "selection<K>(x)", options...);
    return c ? make<dense_op>(c.s.shape(), 0, c.s) : x;
  }
};
template <int K>
struct topk_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c = choose_first<K>(x, "topk<K>(x)", options...);
    return c ? c.values() : x;
  }
};
template <int K>
struct topk_indices_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c = choose_first<K>(x, "topk_indices<K>(x)", options...);
    return c ? c.indices() : x;
  }
};

/// The K greatest entries of x along an axis (the last unless named), greatest first: topk<2>(x),
/// topk<2>(x, axis<0>, smallest, unsorted).   y = S x   x̄ = Sᵀ g, with S = selection<K>(x), as formulas too
/// Ties: stable, the lowest index first. NaN counts as greatest. K lies between 1 and the length of the axis.
template <int K, class... X>
constexpr called<topk_call<K>, X...> topk(X... x) { return compose<topk_call<K>>(x...); }
template <int K, class... X>
rejected<topk_call<K>, X...> topk(X...);
template <Expression X, class... More>
auto topk(X, More...) -> error<no_brackets<"topk<K>(x)", X>>;
/// The positions along the axis of the entries that topk gives, whole numbers; no gradient.
template <int K, class... X>
constexpr called<topk_indices_call<K>, X...> topk_indices(X... x) {
  return compose<topk_indices_call<K>>(x...);
}
template <int K, class... X>
rejected<topk_indices_call<K>, X...> topk_indices(X...);
template <Expression X, class... More>
auto topk_indices(X, More...) -> error<no_brackets<"topk_indices<K>(x)", X>>;
/// The 0/1 matrix S of topk, [.., K, n] with the chosen axis last: matmul(selection<K>(y), y) is topk<K>(y),
/// as a formula too. Flat: its gradient is zero wherever it is differentiable.
template <int K, class... X>
constexpr called<selection_call<K>, X...> selection(X... x) { return compose<selection_call<K>>(x...); }
template <int K, class... X>
rejected<selection_call<K>, X...> selection(X...);
template <Expression X, class... More>
auto selection(X, More...) -> error<no_brackets<"selection<K>(x)", X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::topk, core::topk_indices, core::selection;
}  // namespace tapeless
