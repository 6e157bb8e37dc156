// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/reduce.hpp>

namespace tapeless::core {

/// Every `step`-th entry along an axis, from `start` on.
struct progression {
  int axis = 0, start = 0, step = 1;
  constexpr progression(int along, int from, int by) : axis(along), start(from), step(by) {}
  constexpr explicit progression(long long packed)
      : axis(int(packed & 15)), start(int(packed >> 4 & 0xfffffff)), step(int(packed >> 32)) {}
  constexpr long long packed() const {
    return axis | static_cast<long long>(start) << 4 | static_cast<long long>(step) * (1ll << 32);
  }
  /// Whether it is all n entries in order.
  constexpr bool whole(int n, int count) const { return start == 0 && (step == 1 || n == 1) && count == n; }
};
/// What a kernel writes where nothing is put: 0, or on terms a zero that vanishes.
template <class T>
constexpr T nothing_beside(T const* x) {
  if constexpr (std::same_as<T, term>) return zero(*x->owner, scalar);
  else return T{};
}

constexpr term spread_along(term x, progression p, int n);

/// Entries start, start + step, ... along an axis.   [b, n, a] → [b, m, a]   x̄ = g spread among zeros
/// with = axis | start | step, a progression
struct slice_op {
  static constexpr phrase name = "slice";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term x) {
    progression const p(y->with);
    return spread_along(g, p, x.extent(p.axis));
  }
  static constexpr term batched(term y, term x);
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    progression const p(c.with);
    run_of_axes const along(p.axis, p.axis + 1);
    int const m = along.length(c.y), n = along.length(c.x[0]), after = along.after(c.y);
    for (int b = 0; b < along.before(c.y); ++b)
      for (int i = 0; i < m; ++i)
        for (int a = 0; a < after; ++a)
          y[(b * m + i) * after + a] = x[(b * n + p.start + i * p.step) * after + a];
  }
};

/// The transpose of a slice: entries put at start, start + step, ... along an axis, zero elsewhere.
/// [b, m, a] → [b, n, a]   x̄ = slice of g   with = axis | start | step
struct spread_op {
  static constexpr phrase name = "spread";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term x);
  static constexpr term batched(term y, term x);
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    progression const p(c.with);
    run_of_axes const along(p.axis, p.axis + 1);
    int const m = along.length(c.x[0]), n = along.length(c.y), after = along.after(c.y);
    T const nothing = nothing_beside(x);
    for (int i = 0; i < c.y.size(); ++i) y[i] = nothing;
    for (int b = 0; b < along.before(c.y); ++b)
      for (int i = 0; i < m; ++i)
        for (int a = 0; a < after; ++a)
          y[(b * n + p.start + i * p.step) * after + a] = x[(b * m + i) * after + a];
  }
};

/// `count` entries of a progression along one axis of x.
constexpr term slice_along(term x, progression p, int count) {
  shape y = x.shape();
  y.extent[p.axis] = count;
  if (count == 1) p.step = 1;
  if (p.whole(x.extent(p.axis), count)) return x;                             // all entries in order → x
  if (is_zero(x)) return zero(*x.owner, y);                                   // zero → zero
  if (is_constant(x)) return constant(*x.owner, number_of(x), y);             // constant → constant
  if (is<slice_op>(x)) {
    progression const q(x->with);
    if (q.axis == p.axis)                                                     // a slice of a slice → one
      return slice_along(x.operand(0), {p.axis, q.start + p.start * q.step, q.step * p.step}, count);
    if (q.axis > p.axis)                                                      // first along the earlier axis
      return slice_along(slice_along(x.operand(0), p, count), q, x.extent(q.axis));
  }
  if (is<spread_op>(x) && x->with == p.packed() && x.operand(0).shape() == y)
    return x.operand(0);                                                      // S Sᵀ x → x
  return make<slice_op>(y, p.packed(), x);
}
/// The entries of x at the places of a progression along an axis of length n, zero elsewhere.
constexpr term spread_along(term x, progression p, int n) {
  shape y = x.shape();
  y.extent[p.axis] = n;
  if (x.extent(p.axis) == 1) p.step = 1;
  if (p.whole(n, x.extent(p.axis))) return x;                                 // all entries in order → x
  if (is_zero(x)) return zero(*x.owner, y);                                   // zero → zero
  if (x.extent(p.axis) == n && p.step == -1) return slice_along(x, p, n);     // reversed: its own transpose
  if (is<spread_op>(x) && progression(x->with).axis == p.axis) {              // a spread of a spread → one
    progression const q(x->with);
    return spread_along(x.operand(0), {p.axis, p.start + q.start * p.step, q.step * p.step}, n);
  }
  return make<spread_op>(y, p.packed(), x);
}
constexpr cotangents spread_op::pullback(term g, term y, term x) {
  progression const p(y->with);
  return slice_along(g, p, x.extent(p.axis));
}

constexpr term slice_op::batched(term y, term x) {
  progression const p(y->with);
  return slice_along(x, {p.axis + 1, p.start, p.step}, y.extent(p.axis));
}
constexpr term spread_op::batched(term y, term x) {
  progression const p(y->with);
  return spread_along(x, {p.axis + 1, p.start, p.step}, y.extent(p.axis));
}

/// A bound of a range that is left open, as None is in Python.
inline constexpr int open_end = -2147483647 - 1;

/// Entries of an axis from Start up to Stop, without it, each Step-th; below zero both count from the back.
template <int Start, int Stop, int Step>
struct range_option : option {
  static constexpr int step = Step;
  /// The first entry and how many there are, of n; none where the range does not lie within the axis.
  static constexpr int first(int n) {
    if (Start == open_end) return Step < 0 ? n - 1 : 0;
    return Start < 0 ? Start + n : Start;
  }
  static constexpr int count(int n) {
    int const from = first(n), to = Stop == open_end ? (Step < 0 ? -1 : n) : Stop < 0 ? Stop + n : Stop;
    bool const open = Stop == open_end;
    if (Step == 0 || from < 0 || from >= n || (!open && (to < 0 || to > n))) return 0;
    if (Step > 0) return to > from ? (to - from + Step - 1) / Step : 0;
    return to < from ? (from - to - Step - 1) / -Step : 0;
  }
};
/// range<>: a whole axis; range<1, 4>; range<1>: to the end; range<0, 6, 2>: every second entry;
/// range<open_end, open_end, -1>: from the last to the first.
template <int Start = open_end, int Stop = open_end, int Step = 1>
inline constexpr range_option<Start, Stop, Step> range{};

/// One entry of an axis, which is then gone; below zero it counts from the back.
template <int Index>
struct at_option : option {
  static constexpr int step = 1;
  static constexpr int first(int n) { return Index < 0 ? Index + n : Index; }
  static constexpr int count(int n) { return first(n) >= 0 && first(n) < n ? 1 : 0; }
};
template <int Index>
inline constexpr at_option<Index> at{};

template <class X>
inline constexpr bool is_range = requires { X::step; X::count(1); };
template <class X>
inline constexpr bool is_at = false;
template <int I>
inline constexpr bool is_at<at_option<I>> = true;

struct slice_call {
  template <class... R>
    requires(sizeof...(R) > 0 && (is_range<R> && ...))
  constexpr term operator()(term x, R... ranges) const {
    if (int(sizeof...(R)) > x.rank()) {
      x.owner->refuse("slice(x, ...): at most one range for each axis; x is ", x.shape(), ", the ranges are ",
                      int(sizeof...(R)));
      return x;
    }
    term y = x;
    int along = 0;
    (void(y = one(y, x, along++, ranges)), ...);
    axes gone;
    along = 0;
    ((is_at<R> ? gone.insert(along++) : void(++along)), ...);
    return x.owner->problem() ? x : reshape_op{}(y, without(y.shape(), gone));
  }
  template <int... A, class... R>
    requires(sizeof...(R) > 0 && (is_range<R> && ...))
  constexpr term operator()(term x, axis_option<A...> named, R... ranges) const {
    resolve(x, named, "slice(x, axis<...>, ...)");
    if (sizeof...(R) != sizeof...(A))
      x.owner->refuse("slice(x, axis<...>, ...): one range for each axis named; the axes are ", shape{A...},
                      ", the ranges are ", int(sizeof...(R)));
    if (x.owner->problem()) return x;
    axes gone;
    term y = x;
    int which = 0;
    auto const next = [&](auto range_or_entry) {
      int const named_axis = named.axis[which++], along = named_axis < 0 ? named_axis + x.rank() : named_axis;
      y = one(y, x, along, range_or_entry);
      if (is_at<decltype(range_or_entry)>) gone.insert(along);
    };
    (next(ranges), ...);
    return x.owner->problem() ? x : reshape_op{}(y, without(y.shape(), gone));
  }

private:
  template <class R>
  static constexpr term one(term y, term x, int along, R) {
    int const n = x.extent(along), count = R::count(n);
    if (count > 0) return slice_along(y, {along, R::first(n), R::step}, count);
    if (is_at<R>)
      x.owner->refuse("slice(x, ...): the entry is out of range; x is ", x.shape(), ", the axis is ", along);
    else if (R::step == 0)
      x.owner->refuse("slice(x, ...): a step is never 0; x is ", x.shape(), ", the axis is ", along);
    else
      x.owner->refuse("slice(x, ...): a range must lie within its axis and hold one entry at least; x is ",
                      x.shape(), ", the axis is ", along);
    return y;
  }
};
/// Parts of axes, as in NumPy's x[a:b:c, i]: slice(x, range<0, 4, 2>, at<-1>) takes every second of the first
/// four rows, and of these the last column; axes not named stay whole. slice(x, axis<-1>, range<0, 2>) names
/// the axis.
///     x̄ = g at the entries taken, 0 elsewhere
/// A step may be negative. A range beyond its axis, an empty one and step 0 are errors.
template <class... X>
constexpr called<slice_call, X...> slice(X... x) { return compose<slice_call>(x...); }
template <class... X>
rejected<slice_call, X...> slice(X...);

struct flip_call {
  constexpr term operator()(term x) const { return over(x, axes::all(x.rank())); }
  template <int... A>
  constexpr term operator()(term x, axis_option<A...> named) const {
    axes const set = resolve(x, named, "flip(x, axis<...>)");
    return x.owner->problem() ? x : over(x, set);
  }

private:
  static constexpr term over(term y, axes set) {
    for (int along = 0; along < y.rank(); ++along)
      if (int const n = y.extent(along); set[along] && n > 1) y = slice_along(y, {along, n - 1, -1}, n);
    return y;
  }
};
/// Entries in reversed order along the axes named, along all without: flip(x, axis<0>).   x̄ = flip(g)
template <class... X>
constexpr called<flip_call, X...> flip(X... x) { return compose<flip_call>(x...); }
template <class... X>
rejected<flip_call, X...> flip(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::open_end, core::range, core::at, core::slice, core::flip;
}  // namespace tapeless
