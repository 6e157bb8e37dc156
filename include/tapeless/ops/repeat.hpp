// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>

namespace tapeless::core {

/// Axes put together as (before, length of one axis, after): layout kernels need no more.
struct folded_shape {
  int before, length, after;
  constexpr folded_shape(shape const& s, int along)
      : before(run_of_axes(along, along + 1).before(s)), length(s[along]),
        after(run_of_axes(along, along + 1).after(s)) {}
};
/// The entries along an axis n times over: all of them, then again; or each n times in its place.
constexpr term tile_along(term x, int along, int n) {
  shape y = x.shape();
  y.extent[along] *= n;
  folded_shape const f(x.shape(), along);
  term const one = reshape_op{}(x, shape{f.before, 1, f.length * f.after});
  return reshape_op{}(broadcast_along(one, shape{f.before, n, f.length * f.after}), y);
}
constexpr term repeat_along(term x, int along, int n) {
  shape y = x.shape();
  y.extent[along] *= n;
  folded_shape const f(x.shape(), along);
  term const one = reshape_op{}(x, shape{f.before * f.length, 1, f.after});
  return reshape_op{}(broadcast_along(one, shape{f.before * f.length, n, f.after}), y);
}
constexpr term roll_along(term x, int along, int shift) {
  int const n = x.extent(along), k = (shift % n + n) % n;  // the last k entries come first
  if (k == 0) return x;
  return concat_along(slice_along(x, {along, n - k, 1}, k), slice_along(x, {along, 0, 1}, n - k), along);
}

template <int... Times>
struct tile_call {
  constexpr term operator()(term x) const {
    int const times[]{Times..., 1}, count = sizeof...(Times);
    bool positive = true;
    for (int i = 0; i < count; ++i) positive = positive && times[i] > 0;
    if (!positive || count > max_rank) {
      x.owner->refuse("tile<times...>(x): each axis is repeated once at least; x is ", x.shape());
      return x;
    }
    shape s;
    for (int i = x.rank(); i < count; ++i) s.append(1);
    for (int i = 0; i < x.rank(); ++i) s.append(x.extent(i));
    term y = reshape_op{}(x, s);
    for (int i = 0; i < count; ++i)
      if (times[i] > 1) y = tile_along(y, s.rank - count + i, times[i]);
    return y;
  }
};
/// x repeated whole along its last axes: tile<2, 3>(x) has x twice below and three times beside itself.
/// Missing axes are added in front.   x̄ = sum of g over the repeats
template <int... Times, class... X>
constexpr called<tile_call<Times...>, X...> tile(X... x) { return compose<tile_call<Times...>>(x...); }
template <int... Times, class... X>
rejected<tile_call<Times...>, X...> tile(X...);
/// PyTorch's repeat, the same as tile.
template <int... Times, class... X>
constexpr called<tile_call<Times...>, X...> repeat(X... x) { return compose<tile_call<Times...>>(x...); }
template <int... Times, class... X>
rejected<tile_call<Times...>, X...> repeat(X...);

template <int Times>
struct repeat_interleave_call {
  constexpr term operator()(term x) const { return (*this)(flatten_call{}(x), axis<0>); }
  template <int A>
  constexpr term operator()(term x, axis_option<A>) const {
    int const along = resolve_axis(x, A, "repeat_interleave<n>(x, axis<a>)");
    if (along < 0) return x;
    if (Times > 0) return repeat_along(x, along, Times);
    x.owner->refuse("repeat_interleave<n>(x, axis<a>): entries are repeated once at least; n is ", Times,
                    ", x is ", x.shape());
    return x;
  }
};
/// Every entry n times in its place along an axis: [1, 2] → [1, 1, 2, 2]; without an axis x is flattened.
///     x̄ = sum of g over the repeats
template <int Times, class... X>
constexpr called<repeat_interleave_call<Times>, X...> repeat_interleave(X... x) {
  return compose<repeat_interleave_call<Times>>(x...);
}
template <int Times, class... X>
rejected<repeat_interleave_call<Times>, X...> repeat_interleave(X...);
template <Expression X, class... More>
auto repeat_interleave(X, More...) -> error<no_brackets<"repeat_interleave<n>(x)", X>>;

template <int... Shifts>
struct roll_call {
  static constexpr int count = sizeof...(Shifts);
  static constexpr fixed<int, count + 1> shift{Shifts..., 0};
  constexpr term operator()(term x) const {
    if (count == 1) return reshape_op{}(roll_along(flatten_call{}(x), 0, shift[0]), x.shape());
    x.owner->refuse("roll<shifts...>(x): one shift, or one for each axis named; x is ", x.shape(),
                    ", the shifts are ", shape{Shifts...});
    return x;
  }
  template <int... A>
  constexpr term operator()(term x, axis_option<A...> named) const {
    resolve(x, named, "roll<shifts...>(x, axis<...>)");
    if (sizeof...(A) != sizeof...(Shifts))
      x.owner->refuse("roll<shifts...>(x, axis<...>): one shift for each axis named; the shifts are ",
                      shape{Shifts...}, ", the axes are ", shape{A...});
    if (x.owner->problem()) return x;
    term y = x;
    for (int i = 0; i < count; ++i) {
      int const along = named.axis[i] < 0 ? named.axis[i] + x.rank() : named.axis[i];
      y = roll_along(y, along, shift[i]);
    }
    return y;
  }
};
/// Entries moved on along an axis, those beyond its end to its beginning: roll<2>(x, axis<0>),
/// roll<1, -1>(x, axis<0, 1>); without an axis along all entries in order.   x̄ = g rolled back
template <int... Shifts, class... X>
constexpr called<roll_call<Shifts...>, X...> roll(X... x) { return compose<roll_call<Shifts...>>(x...); }
template <int... Shifts, class... X>
rejected<roll_call<Shifts...>, X...> roll(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::tile, core::repeat, core::repeat_interleave, core::roll;
}  // namespace tapeless
