// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/extreme.hpp>
#include <tapeless/ops/index.hpp>
#include <tapeless/ops/mean.hpp>

namespace tapeless::core {

/// Whether x stays the extreme beside a later y: it is not beaten, or NaN, which wins.
template <bool Least>
struct outranks_op : comparison<outranks_op<Least>> {
  static constexpr phrase name = Least ? "outranks, least" : "outranks";
  static constexpr auto holds(auto x, auto y) {
    if constexpr (Least) return (x <= y) | (x != x);
    else return (x >= y) | (x != x);
  }
};
template <bool Least, class T>
constexpr T outranks(T x, T y) {
  if constexpr (std::same_as<T, term>) return outranks_op<Least>{}(x, y);
  else return outranks_op<Least>::value(x, y);
}
/// The greatest or least entry along a run of axes.   [b, n, a] → [b, 1, a]   x̄ = g, shared evenly by the
/// entries that are equal to it, or NaN for them if ties are rejected; NaN for all beside a NaN
/// with = the run | whether ties are rejected << 8
template <bool Least>
struct extremum_op {
  static constexpr phrase name = Least ? "amin" : "amax";
  static constexpr int smoothness = 0;
  static constexpr long long rejects = 256;
  static constexpr long long flops(call const& c) { return 2ll * c.x[0].size(); }
  static constexpr cotangents pullback(term g, term y, term x) {
    return share(g, y, x, axes_of(run_of_axes(y->with)), (y->with & rejects) != 0);
  }
  /// g to the entries of x that are equal to y, which has the reduced axes at length 1.
  static constexpr term share(term g, term y, term x, axes over, bool reject_ties) {
    graph& o = *x.owner;
    term const none = zero(o, y.shape());
    term const nan = constant(o, limits<long double>::quiet_NaN(), y.shape());
    term const equal = equal_op{}(x, broadcast_along(y, x.shape()));
    term const number = sum_over(equal, over, true);
    term const single = equal_op{}(number, constant(o, 1, y.shape()));
    term const part = g / (reject_ties ? term(where_op{}(single, number, nan)) : number);
    term const nobody = equal_op{}(number, constant(o, 0, y.shape()));
    return where_op{}(equal, broadcast_along(part, x.shape()),
                      broadcast_along(where_op{}(nobody, nan * g, none), x.shape()));
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr T merge(T x, T y) {
    return math::extreme<Least>(x, y);
  }
  template <class T>
  static constexpr T neutral() {
    return Least ? math::infinity<T> : -math::infinity<T>;
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.x[0]);
    for_each_line(c.x[0], run, [&](int line, int at, int step) {
      T most = x[at];
      for (int i = at + step; i < at + n * step; i += step) most = choose(outranks<Least>(most, x[i]),
          most, x[i]);
      y[line] = most;
    });
  }
};

/// The position along a run of axes of the first of the greatest or least entries. Flat.
template <bool Least>
struct first_op {
  static constexpr phrase name = Least ? "argmin" : "argmax";
  static constexpr element kind = element::index;
  static constexpr long long flops(call const& c) { return 3ll * c.x[0].size(); }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.x[0]);
    for_each_line(c.x[0], run, [&](int line, int at, int step) {
      T most = x[at], first = number_for(x[at], 0);
      for (int i = 1; i < n; ++i) {
        T const next = x[at + i * step], stays = outranks<Least>(most, next);
        most = choose(stays, most, next);
        first = choose(stays, first, number_for(next, i));
      }
      y[line] = first;
    });
  }
};

/// The entries along a set of axes as one last axis.   [.., n]
constexpr term in_lines(term x, axes over) {
  order o;
  shape lines;
  int to = 0, n = 1;
  for (int axis = 0; axis < x.rank(); ++axis)
    if (!over[axis]) o.set(to++, axis), lines.append(x.extent(axis));
  for (int axis = 0; axis < x.rank(); ++axis)
    if (over[axis]) o.set(to++, axis), n *= x.extent(axis);
  lines.append(n);
  return reshape_op{}(permute_op{}(x, o), lines);
}
/// The position of the first extreme entry along a last axis, which stays at length 1.
template <bool Least>
constexpr term first_of(term lines) {
  shape s = lines.shape();
  s.extent[s.rank - 1] = 1;
  return make<first_op<Least>>(s, run_of_axes(s.rank - 1, s.rank).packed(), lines);
}
/// The extreme entry over a set of axes, by a policy of ties, before its final shape.
template <bool Least>
constexpr term extremum_over(term x, axes over, bool first_only, bool reject_ties = false) {
  if (length_of(x, over) == 1) return x;                                      // of one entry → itself
  if (first_only) {
    term const lines = in_lines(x, over);
    return take_entries(placed(first_of<Least>(lines), lines.extent(lines.rank() - 1), "max(x)"), lines);
  }
  single_run const s(x, over);
  if (is_zero(x)) return zero(*x.owner, s.kept());                            // zero → zero
  if (is_constant(x)) return constant(*x.owner, number_of(x), s.kept());      // constant → constant
  long long const policy = reject_ties ? extremum_op<Least>::rejects : 0;
  return make<extremum_op<Least>>(s.kept(), s.run.packed() | policy, s.x);
}
/// The options of ops that choose among equal entries.
struct own_tie_options {
  template <class O>
  constexpr auto operator()(O) const {
    return std::bool_constant<std::same_as<O, one_sided_option> || std::same_as<O, reject_option>>{};
  }
};

template <bool Least>
struct amax_call {
  static constexpr phrase name = Least ? "amin" : "amax";
  template <class... O>
  constexpr term operator()(term x, O... options) const {
    reduction const r(x, Least ? "amin(x, axis<...>)" : "amax(x, axis<...>)", own_tie_options{}, options...);
    if (x.owner->problem()) return x;
    constexpr bool first = has<one_sided_option, O...>, reject_ties = has<reject_option, O...>;
    return r.shaped(x, extremum_over<Least>(x, r.over, first, reject_ties));
  }
};
template <bool Least>
struct max_call {
  static constexpr phrase name = Least ? "min" : "max",
                                    call = Least ? "min(x, axis<a>)" : "max(x, axis<a>)";
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, call, options...);
    if (r.named && (r.over.bits & (r.over.bits - 1)) != 0)
      x.owner->refuse(call, ": one axis at most is named; of several, amax and amin; x is ", x.shape());
    return x.owner->problem() ? x : r.shaped(x, extremum_over<Least>(x, r.over, r.named));
  }
};
template <bool Least>
struct argmax_call {
  static constexpr phrase name = Least ? "argmin" : "argmax",
                                    call = Least ? "argmin(x, axis<a>)" : "argmax(x, axis<a>)";
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, call, options...);
    if (r.named && (r.over.bits & (r.over.bits - 1)) != 0)
      x.owner->refuse(call, ": one axis at most is named; x is ", x.shape());
    if (x.owner->problem()) return x;
    single_run const s(x, r.over);
    return r.shaped(x, make<first_op<Least>>(s.kept(), s.run.packed(), s.x));
  }
};

/// The greatest of all entries, or over the axes named: amax(x), amax(x, axis<0, 2>, keepdims). NaN wins.
///     x̄ = g for the greatest entry, 0 for the others; NaN throughout beside a NaN
/// Equal entries share the gradient evenly; amax(x, one_sided) gives it to the first of them, amax(x,
/// reject) gives them NaN.
template <class... X>
constexpr called<amax_call<false>, X...> amax(X... x) { return compose<amax_call<false>>(x...); }
template <class... X>
rejected<amax_call<false>, X...> amax(X...);
/// The least entry, by the same rules.
template <class... X>
constexpr called<amax_call<true>, X...> amin(X... x) { return compose<amax_call<true>>(x...); }
template <class... X>
rejected<amax_call<true>, X...> amin(X...);
/// max(x) is amax(x). Along one axis, max(x, axis<a>), the gradient goes to the first of equal entries, the
/// one at argmax(x, axis<a>); a NaN wins and gets it.
template <class... X>
constexpr called<max_call<false>, X...> max(X... x) { return compose<max_call<false>>(x...); }
template <class... X>
rejected<max_call<false>, X...> max(X...);
/// The least entry, by the same rules.
template <class... X>
constexpr called<max_call<true>, X...> min(X... x) { return compose<max_call<true>>(x...); }
template <class... X>
rejected<max_call<true>, X...> min(X...);
/// The position of the greatest entry along one axis, or among all entries in order: whole numbers. The
/// first of equal ones; NaN wins. No gradient.
template <class... X>
constexpr called<argmax_call<false>, X...> argmax(X... x) { return compose<argmax_call<false>>(x...); }
template <class... X>
rejected<argmax_call<false>, X...> argmax(X...);
/// The position of the least entry, by the same rules.
template <class... X>
constexpr called<argmax_call<true>, X...> argmin(X... x) { return compose<argmax_call<true>>(x...); }
template <class... X>
rejected<argmax_call<true>, X...> argmin(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::amax, core::amin, core::max, core::min, core::argmax, core::argmin;
}  // namespace tapeless
