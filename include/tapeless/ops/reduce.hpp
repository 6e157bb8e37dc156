// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/ops/layout.hpp>

namespace tapeless::core {

/// A run of neighbouring axes between those before and those after: entries (before, run, after).
struct run_of_axes {
  int first = 0, last = 0;  ///< the run is [first, last)
  constexpr explicit run_of_axes(long long packed) : first(int(packed & 15)), last(int(packed >> 4 & 15)) {}
  constexpr run_of_axes(int from, int to) : first(from), last(to) {}
  constexpr long long packed() const { return first | last << 4; }
  static constexpr int product(shape const& s, int from, int to) {
    int n = 1;
    for (int axis = from; axis < to; ++axis) n *= s[axis];
    return n;
  }
  constexpr int before(shape const& s) const { return product(s, 0, first); }
  constexpr int length(shape const& s) const { return product(s, first, last); }
  constexpr int after(shape const& s) const { return product(s, last, s.rank); }
};
/// The runs that a set of axes is made of, the last first.
constexpr void for_each_run(int rank, axes set, auto act) {
  for (int last = rank; last > 0; --last) {
    if (!set[last - 1]) continue;
    int first = last - 1;
    while (first > 0 && set[first - 1]) --first;
    act(run_of_axes(first, last));
    last = first + 1;
  }
}

constexpr axes axes_of(run_of_axes run);
constexpr term sum_over(term x, axes over, bool keep);
constexpr term broadcast_along(term x, shape const& to);

/// A run of axes of length 1 repeated.   [b, 1, a] → [b, n, a]   x̄ = sum of g over the run
struct broadcast_op {
  static constexpr phrase name = "broadcast_to";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term) {
    run_of_axes const run(y->with);
    return sum_over(g, axes_of(run), true);
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.y), after = run.after(c.y);
    for (int b = 0; b < run.before(c.y); ++b)
      for (int r = 0; r < n; ++r)
        for (int a = 0; a < after; ++a) y[(b * n + r) * after + a] = x[b * after + a];
  }
};

/// The entries along a run of axes added up.   [b, n, a] → [b, 1, a]   x̄ = g in every entry
/// Order: along the last axis, from 16 entries on, eight partial sums by index modulo 8 (16 of floats in a
/// loop), folded by halves, so that one lane and eight give the same bits; else one after another.
struct sum_op : adding {
  static constexpr phrase name = "sum";
  static constexpr long long flops(call const& c) { return c.x[0].size() - c.y.size(); }
  static constexpr cotangents pullback(term g, term, term x) { return broadcast_along(g, x.shape()); }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }

  template <class T>
  static constexpr T along(T const* x, int n) {
    if (n < 16) {
      T total = x[0];
      for (int i = 1; i < n; ++i) total = plus(total, x[i]);
      return total;
    }
    T part[8];
    for (int l = 0; l < 8; ++l) part[l] = x[l];
    int i = 8;
    for (; i + 8 <= n; i += 8)
      for (int l = 0; l < 8; ++l) part[l] = plus(part[l], x[i + l]);
    for (int l = 0; i + l < n; ++l) part[l] = plus(part[l], x[i + l]);
    for (int half = 4; half > 0; half /= 2)
      for (int l = 0; l < half; ++l) part[l] = plus(part[l], part[l + half]);
    return part[0];
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.x[0]), after = run.after(c.x[0]);
    for (int b = 0; b < run.before(c.x[0]); ++b) {
      if (after == 1) {
        y[b] = along(x + b * n, n);
        continue;
      }
      for (int a = 0; a < after; ++a) y[b * after + a] = x[b * n * after + a];
      for (int r = 1; r < n; ++r)
        for (int a = 0; a < after; ++a) y[b * after + a] = plus(y[b * after + a], x[(b * n + r) * after + a]);
    }
  }
};

/// The sum over one run of axes, which stay at length 1.
constexpr term sum_along(term x, run_of_axes run) {
  shape s = x.shape();
  int const n = run.length(s);
  for (int axis = run.first; axis < run.last; ++axis) s.extent[axis] = 1;
  if (n == 1) return reshape_op{}(x, s);                                      // one entry → itself
  if (is_zero(x)) return zero(*x.owner, s);                                   // Σ zero → zero
  if (is_constant(x)) return constant(*x.owner, number_of(x) * n, s);         // Σ c → n c
  if (is<negate_op>(x)) return negate_op{}(sum_along(x.operand(0), run));     // Σ -x → -Σ x
  if (is<broadcast_op>(x)) {                                                  // Σ of n equal entries → n x
    run_of_axes const repeated(x->with);
    if (repeated.first >= run.first && repeated.last <= run.last)
      return multiply_op{}(constant(*x.owner, repeated.length(x.shape()), s), sum_along(x.operand(0), run));
  }
  if (is_partial(x) && is<broadcast_op>(x.operand(0)) && x.operand(0)->with == run.packed())
    return where_op{}(x.operand(0).operand(0), sum_along(x.operand(1), run), sum_along(x.operand(2), run));
  return make<sum_op>(s, run.packed(), x);
}
/// The sum over a set of axes, one vertex a run.
constexpr term sum_over(term x, axes over, bool keep) {
  shape const kept = without(x.shape(), over, true), result = without(x.shape(), over, keep);
  term y = x;
  for_each_run(x.rank(), over, [&](run_of_axes run) { y = sum_along(y, run); });
  return reshape_op{}(y, y.shape() == kept ? result : y.shape());
}
/// Axes of length 1 repeated up to a shape of the same rank.
constexpr term broadcast_along(term x, shape const& to) {
  if (x.shape() == to) return x;                                              // the same shape → x
  if (is_zero(x)) return zero(*x.owner, to);                                  // zero → zero
  if (is_constant(x)) return constant(*x.owner, number_of(x), to);            // constant → constant
  if (is_partial(x)) return moved_within(x, [&](term t) { return broadcast_along(t, to); });
  axes grows;
  for (int axis = 0; axis < to.rank; ++axis)
    if (x.extent(axis) != to[axis]) grows.insert(axis);
  term y = x;
  for_each_run(to.rank, grows, [&](run_of_axes run) {
    shape s = y.shape();
    for (int axis = run.first; axis < run.last; ++axis) s.extent[axis] = to[axis];
    y = make<broadcast_op>(s, run.packed(), y);
  });
  return y;
}
/// NumPy's broadcasting: missing axes are added in front, axes of length 1 repeated.
constexpr term broadcast_term(term x, shape const& to) {
  shape s;
  for (int missing = to.rank - x.rank(); missing > 0; --missing) s.append(1);
  for (int axis = 0; axis < x.rank(); ++axis) s.append(x.extent(axis));
  return broadcast_along(reshape_op{}(x, s), to);
}

/// What the options of a reduction say: axes, all unless named, and whether they stay at length 1. The
/// options come in any order.
struct reduction {
  axes over;
  bool keep = false, named = false;
  constexpr reduction(term x, phrase call, Option auto... options)
      : reduction(x, call, [](auto) { return std::false_type{}; }, options...) {}
  /// The same where the op has options of its own: `own(option)` says which.
  template <class Own>
    requires(!Option<Own>)
  constexpr reduction(term x, phrase call, Own own, Option auto... options) {
    over = axes::all(x.rank());
    if (options_of_axes<decltype(options)...> > 1)
      x.owner->refuse(call, ": axes are named together, as in axis<0, 1>; x is ", x.shape());
    [[maybe_unused]] auto const read = [&]<class O>(O o) {
      if constexpr (is_axis<O>) over = resolve(x, o, call), named = true;
      else if constexpr (std::same_as<O, keepdims_option>) keep = true;
      else if constexpr (!decltype(own(o))::value)
        x.owner->refuse(call, ": an option is given that it does not have; x is ", x.shape());
    };
    (read(options), ...);
  }
  /// The result of one entry for each reduced part, in its final shape.
  constexpr term shaped(term x, term y) const { return reshape_op{}(y, without(x.shape(), over, keep)); }
};
/// The axes of a reduction as one run: where they are not neighbours, they are moved behind the others.
struct single_run {
  term x;
  run_of_axes run{0, 0};
  constexpr single_run(term of, axes over) : x(of) {
    int const rank = of.rank();
    int first = 0, length = 0;
    while (first < rank && !over[first]) ++first;
    while (first + length < rank && over[first + length]) ++length;
    run = {first, first + length};
    if (first + length >= rank || over.bits >> (first + length) == 0) return;
    order o;
    int to = 0;
    for (int axis = 0; axis < rank; ++axis)
      if (!over[axis]) o.set(to++, axis);
    run = {to, rank};
    for (int axis = 0; axis < rank; ++axis)
      if (over[axis]) o.set(to++, axis);
    x = permute_op{}(of, o);
  }
  /// The shape with the run at length 1 throughout.
  constexpr shape kept() const {
    shape s = x.shape();
    for (int axis = run.first; axis < run.last; ++axis) s.extent[axis] = 1;
    return s;
  }
};
/// The set of the axes of a run.
constexpr axes axes_of(run_of_axes run) {
  axes set;
  for (int axis = run.first; axis < run.last; ++axis) set.insert(axis);
  return set;
}
/// An act of a kernel on every line of a run of x: (its index, its first entry, the step between entries).
constexpr void for_each_line(shape const& x, run_of_axes run, auto act) {
  int const n = run.length(x), after = run.after(x), before = run.before(x);
  for (int b = 0; b < before; ++b)
    for (int a = 0; a < after; ++a) act(b * after + a, b * n * after + a, after);
}

struct sum_call {
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, "sum(x, axis<...>)", options...);
    return x.owner->problem() ? x : sum_over(x, r.over, r.keep);
  }
};
/// The sum of all entries, or over the axes named: sum(x), sum(x, axis<0>), sum(x, axis<-1>, keepdims).
///     x̄ = g in every entry of the reduced axes
template <class... X>
constexpr called<sum_call, X...> sum(X... x) { return compose<sum_call>(x...); }
template <class... X>
rejected<sum_call, X...> sum(X...);

template <int... E>
struct broadcast_call {
  constexpr term operator()(term x) const {
    if (broadcastable(x.shape(), shape{E...}) && broadcast(x.shape(), shape{E...}) == shape{E...})
      return broadcast_term(x, shape{E...});
    x.owner->refuse(
        "broadcast_to<extents...>(x): every axis of x, from the last, must be 1 or the extent; x is ",
        x.shape(), ", the extents are ", shape{E...});
    return x;
  }
};
/// x repeated to other extents by NumPy's rule.   x̄ = sum of g over the repeated axes
template <int... Extents, class... X>
constexpr called<broadcast_call<Extents...>, X...> broadcast_to(X... x) {
  return compose<broadcast_call<Extents...>>(x...);
}
template <int... Extents, class... X>
rejected<broadcast_call<Extents...>, X...> broadcast_to(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::sum, core::broadcast_to;
}  // namespace tapeless
