// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/select.hpp>
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// Whether a number is a position along an axis of n.
constexpr bool is_position(long double at, int n) {
  return at >= 0 && at < n && static_cast<long double>(static_cast<int>(at)) == at;
}
/// Refuses a known index that is no position along an axis of n.
constexpr void check_positions(term index, int n, phrase call) {
  bool const known = is<table_op>(index) || is<positions_op>(index), number = is_constant(index);
  for (int i = 0; (known || number) && i < index.shape().size(); ++i) {
    long double const at = number ? number_of(index) : index.owner->table_number(int(index->with) + i);
    if (is_position(at, n)) continue;
    bool const whole = at > -1e9L && at < 1e9L && static_cast<long double>(static_cast<int>(at)) == at;
    if (whole)
      index.owner->refuse(call, ": an index lies between 0 and the length of the axis, without it; it is ",
                          static_cast<int>(at), ", the length is ", n);
    else index.owner->refuse(call, ": an index is a whole number; index is ", index.shape());
    return;
  }
}
/// The selection that takes the entries at some positions.   [.., k] → [.., k, n]
constexpr term placed(term index, int n, phrase call) {
  check_positions(index, n, call);
  shape s = index.shape();
  s.append(n);
  return make<placed_op>(s, 0, index);
}
/// x along an axis as [before, n, after].
constexpr term in_three(term x, int axis) {
  run_of_axes const run(axis, axis + 1);
  return reshape_op{}(x, shape{run.before(x.shape()), run.length(x.shape()), run.after(x.shape())});
}
/// The one axis that options name, else a default; any other option is a mistake.
constexpr int one_axis(term x, int otherwise, phrase call, auto... options) {
  int wanted = otherwise;
  [[maybe_unused]] auto const read = [&]<class O>(O o) {
    if constexpr (is_axis<O>) {
      if (o.count == 1 && options_of_axes<decltype(options)...> == 1) wanted = o.axis[0];
      else x.owner->refuse(call, ": one axis is named; x is ", x.shape());
    } else {
      x.owner->refuse(call, ": its option is axis<a>; another one is given, and x is ", x.shape());
    }
  };
  (read(options), ...);
  return x.owner->problem() ? -1 : resolve_axis(x, wanted, call);
}

struct index_select_call {
  static constexpr phrase call = "index_select(x, index, axis<a>)";
  constexpr term operator()(term x, term index, Option auto... options) const {
    int const axis = one_axis(x, 0, call, options...);
    if (axis < 0) return x;
    if (x.rank() - 1 + index.rank() > max_rank) {
      x.owner->refuse(call, ": the result has too many axes; x is ", x.shape(), ", index is ", index.shape());
      return x;
    }
    check_positions(index, x.extent(axis), call);
    shape y;
    for (int i = 0; i < axis; ++i) y.append(x.extent(i));
    for (int i = 0; i < index.rank(); ++i) y.append(index.extent(i));
    for (int i = axis + 1; i < x.rank(); ++i) y.append(x.extent(i));
    term const s = placed(reshape_op{}(index, shape{index.shape().size()}), x.extent(axis), call);
    return reshape_op{}(take_op{}(s, in_three(x, axis)), y);
  }
};
struct embedding_call {
  constexpr term operator()(term index, term w) const {
    if (w.rank() > 0) return index_select_call{}(w, index);
    w.owner->refuse("embedding(index, w): w must have at least one axis; w is ", w.shape());
    return w;
  }
};
struct gather_call {
  static constexpr phrase call = "gather(x, index, axis<a>)";
  constexpr term operator()(term x, term index, Option auto... options) const {
    int const axis = one_axis(x, -1, call, options...);
    if (axis < 0) return x;
    bool fits = index.rank() == x.rank();
    for (int i = 0; fits && i < x.rank(); ++i) fits = i == axis || index.extent(i) <= x.extent(i);
    if (!fits) {
      x.owner->refuse(call, ": index must have as many axes as x, no longer but along a; x is ", x.shape(),
                      ", index is ", index.shape(), ", a is ", axis);
      return x;
    }
    check_positions(index, x.extent(axis), call);
    for (int i = 0; i < x.rank(); ++i)
      if (i != axis) x = slice_along(x, {i, 0, 1}, index.extent(i));
    int const last = x.rank() - 1;
    term const s = placed(move_axis(index, axis, last), x.extent(axis), call);
    return move_axis(take_entries(s, move_axis(x, axis, last)), last, axis);
  }
};
template <int Classes>
struct one_hot_call {
  static constexpr phrase call = "one_hot<classes>(index)";
  constexpr term operator()(term index) const {
    if (Classes < 1 || index.rank() == max_rank) {
      index.owner->refuse(call, ": there is at least one class, and room for one more axis; classes is ",
                          Classes, ", index is ", index.shape());
      return index;
    }
    check_positions(index, Classes, call);
    shape y = index.shape();
    y.append(Classes);
    term const s = placed(index.rank() > 0 ? index : reshape_op{}(index, shape{1}), Classes, call);
    return reshape_op{}(make<dense_op>(s.shape(), 0, s), y);
  }
};

// Positions are whole numbers from 0: a literal, a variable bound to a tensor of integers, or a formula
// such as argmax(x). A known one out of range is an error; one that is found at run time takes nothing: 0,
// no gradient.

/// The entries of x at some positions along an axis, the first unless named: index_select(x, index, axis<1>).
/// The axis is replaced by those of the index, of any rank; none of rank 0.
///     [b, n, a] [k] → [b, k, a]   y = S x   x̄ = Sᵀ g, so what is taken twice adds up
template <class... X>
constexpr called<index_select_call, X...> index_select(X... x) { return compose<index_select_call>(x...); }
template <class... X>
rejected<index_select_call, X...> index_select(X...);
/// The rows of w at some positions.   [..] [n, d] → [.., d]   w̄ = the rows of g, added where they came from
template <class... X>
constexpr called<embedding_call, X...> embedding(X... x) { return compose<embedding_call>(x...); }
template <class... X>
rejected<embedding_call, X...> embedding(X...);
/// Each entry of the result from the position that the index has in its place, along an axis, the last unless
/// named: y[i, j] = x[i, index[i, j]]. The result has the shape of the index; its other axes may be shorter
/// than those of x.   x̄ = g added at those positions, zero elsewhere
template <class... X>
constexpr called<gather_call, X...> gather(X... x) { return compose<gather_call>(x...); }
template <class... X>
rejected<gather_call, X...> gather(X...);
/// The same under NumPy's name.
template <class... X>
constexpr called<gather_call, X...> take_along_axis(X... x) { return compose<gather_call>(x...); }
template <class... X>
rejected<gather_call, X...> take_along_axis(X...);
/// 1 at the position that the index names, else 0, along a new last axis: the selection matrix S of
/// index_select, so that matmul(one_hot<n>(i), w) takes rows of w.   [..] → [.., classes]   Flat.
template <int Classes, class... X>
constexpr called<one_hot_call<Classes>, X...> one_hot(X... x) {
  return compose<one_hot_call<Classes>>(x...);
}
template <int Classes, class... X>
rejected<one_hot_call<Classes>, X...> one_hot(X...);
template <Expression X, class... More>
auto one_hot(X, More...) -> error<no_brackets<"one_hot<classes>(x)", X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::index_select, core::embedding, core::gather, core::take_along_axis, core::one_hot;
}  // namespace tapeless
