// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/index.hpp>

namespace tapeless::core {

/// An axis that is scanned, and which way.   packed = the axis as a run | backwards << 8
struct scan_way {
  int axis = 0;
  bool backwards = false;
  constexpr scan_way(int along, bool back) : axis(along), backwards(back) {}
  constexpr explicit scan_way(long long with) : axis(run_of_axes(with).first), backwards(with >> 8 != 0) {}
  constexpr long long packed() const { return run_of_axes(axis, axis + 1).packed() | (backwards ? 256 : 0); }
  constexpr scan_way turned() const { return {axis, !backwards}; }
};
/// An act of a kernel on every line in the order of a scan: (its first entry, the step between entries,
/// their count).
constexpr void for_each_scan(shape const& x, long long with, auto act) {
  run_of_axes const run(with);
  int const n = run.length(x);
  bool const backwards = scan_way(with).backwards;
  for_each_line(x, run, [&](int, int at, int step) {
    act(backwards ? at + (n - 1) * step : at, backwards ? -step : step, n);
  });
}
/// Every entry from its predecessor in a scan; the first is zero, or as given.
constexpr term shifted(term x, scan_way way) {
  int const n = x.extent(way.axis);
  if (n == 1) return zero(*x.owner, x.shape());
  int const from = way.backwards ? 1 : 0;
  return spread_along(slice_along(x, {way.axis, from, 1}, n - 1), {way.axis, 1 - from, 1}, n);
}
constexpr term shifted(term x, scan_way way, long double first) {
  int const n = x.extent(way.axis);
  shape s = x.shape();
  s.extent[way.axis] = 1;
  term const filler = constant(*x.owner, first, s);
  if (n == 1) return filler;
  term const rest = slice_along(x, {way.axis, way.backwards ? 1 : 0, 1}, n - 1);
  return way.backwards ? concat_along(rest, filler, way.axis) : concat_along(filler, rest, way.axis);
}

/// Sums of all entries up to each.   x̄ = sums of g from each on
struct cumsum_op {
  static constexpr phrase name = "cumsum";
  static constexpr cotangents pullback(term g, term y, term) {
    return cumsum_op{}(g, scan_way(y->with).turned());
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_scan(c.y, c.with, [&](int at, int step, int n) {
      y[at] = x[at];
      for (int i = 1; i < n; ++i) y[at + i * step] = plus(y[at + (i - 1) * step], x[at + i * step]);
    });
  }
  constexpr term operator()(term x, scan_way way) const {
    if (is_zero(x) || x.extent(way.axis) == 1) return x;                      // zero, one entry → itself
    return make<cumsum_op>(x.shape(), way.packed(), x);
  }
};

/// A linear recurrence, r_i = b_i + a_i r_(i-1) from r_(-1) = 0: its transpose is one, backwards.
///     b̄_i = g_i + a_(i+1) b̄_(i+1)   ā_i = b̄_i r_(i-1)
struct recurrence_op {
  static constexpr phrase name = "recurrence";
  static constexpr long long flops(call const& c) { return 2ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term r, term a, term) {
    scan_way const way(r->with);
    term const total = recurrence_op{}(shifted(a, way.turned()), g, way.turned());
    return {total * shifted(r, way), total};
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a, T const* b) {
    for_each_scan(c.y, c.with, [&](int at, int step, int n) {
      y[at] = b[at];
      for (int i = at + step; i != at + n * step; i += step) y[i] = plus(b[i], times(a[i], y[i - step]));
    });
  }
  constexpr term operator()(term a, term b, scan_way way) const {
    if (is_zero(a) || is_zero(b) || b.extent(way.axis) == 1) return b;        // nothing is carried on → b
    return make<recurrence_op>(b.shape(), way.packed(), a, b);
  }
};

/// Products of all entries up to each.   x̄_i = Π of those before i · Σ_(j>=i) g_j Π of those from i+1 to
/// j: without a division, so exact beside zeros
struct cumprod_op {
  static constexpr phrase name = "cumprod";
  static constexpr cotangents pullback(term g, term y, term x) {
    scan_way const way(y->with), back = way.turned();
    return shifted(y, way, 1) * recurrence_op{}(shifted(x, back), g, back);
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_scan(c.y, c.with, [&](int at, int step, int n) {
      y[at] = x[at];
      for (int i = at + step; i != at + n * step; i += step) y[i] = times(y[i - step], x[i]);
    });
  }
  constexpr term operator()(term x, scan_way way) const {
    if (is_zero(x) || is_constant(x, 1) || x.extent(way.axis) == 1) return x; // zero, one, one entry → itself
    return make<cumprod_op>(x.shape(), way.packed(), x);
  }
};

/// A scan called by its name: along the last axis unless one is named.
template <class Op>
struct scan_call {
  static constexpr phrase name = Op::name;
  constexpr term operator()(term x, Option auto... options) const {
    int const axis = one_axis(x, -1, Op::name, options...);
    return axis < 0 ? x : Op{}(x, scan_way(axis, false));
  }
};
/// The sums of the entries up to each, itself included, along an axis, the last unless named: cumsum(x,
/// axis<0>).
///     x̄ = the sums of g from each on
template <class... X>
constexpr called<scan_call<cumsum_op>, X...> cumsum(X... x) { return compose<scan_call<cumsum_op>>(x...); }
template <class... X>
rejected<scan_call<cumsum_op>, X...> cumsum(X...);
/// The products of the entries up to each, itself included. Derivatives of every order are exact beside
/// zeros.
template <class... X>
constexpr called<scan_call<cumprod_op>, X...> cumprod(X... x) {
  return compose<scan_call<cumprod_op>>(x...);
}
template <class... X>
rejected<scan_call<cumprod_op>, X...> cumprod(X...);

/// The product along axis 1.   [b, n, a] → [b, 1, a]   x̄ = g times the product of the others
struct prod_op {
  static constexpr phrase name = "prod";
  static constexpr long long flops(call const& c) { return c.x[0].size(); }
  static constexpr cotangents pullback(term g, term, term x) {
    scan_way const way(1, false), back(1, true);
    term const others = shifted(cumprod_op{}(x, way), way, 1) * shifted(cumprod_op{}(x, back), back, 1);
    return broadcast_along(g, x.shape()) * others;
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_line(c.x[0], run_of_axes(1, 2), [&](int line, int at, int step) {
      y[line] = x[at];
      for (int i = 1; i < c.x[0][1]; ++i) y[line] = times(y[line], x[at + i * step]);
    });
  }
  static constexpr term batched(term y, term x) {
    shape const s = x.shape(), rows{s[0] * s[1], s[2], s[3]};
    return reshape_op{}(make<prod_op>(shape{rows[0], 1, s[3]}, 0, reshape_op{}(x, rows)),
                        in_front(s[0], y.shape()));
  }
};

struct prod_call {
  static constexpr phrase name = "prod";
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, "prod(x, axis<...>)", options...);
    if (x.owner->problem()) return x;
    single_run const s(x, r.over);
    int const b = s.run.before(s.x.shape()), n = s.run.length(s.x.shape()), a = s.run.after(s.x.shape());
    if (n == 1) return r.shaped(x, x);                                        // of one entry → itself
    if (is_zero(x)) return r.shaped(x, zero(*x.owner, s.kept()));             // of zeros → zero
    return r.shaped(x, make<prod_op>(shape{b, 1, a}, 0, reshape_op{}(s.x, shape{b, n, a})));
  }
};
/// The product of all entries, or over the axes named.   x̄ = g times the product of the other entries,
/// found from both ends without a division: exact beside zeros, as are derivatives of every order
template <class... X>
constexpr called<prod_call, X...> prod(X... x) { return compose<prod_call>(x...); }
template <class... X>
rejected<prod_call, X...> prod(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::cumsum, core::cumprod, core::prod;
}  // namespace tapeless
