// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/logsumexp.hpp>
#include <tapeless/ops/scan.hpp>

namespace tapeless::core {

/// The position of the greatest (or least) entry up to each: the last of equal ones; NaN wins. Flat.
template <bool Least>
struct running_index_op {
  static constexpr phrase name = Least ? "cummin_indices" : "cummax_indices";
  static constexpr element kind = element::index;
  static constexpr long long flops(call const& c) { return 3ll * c.y.size(); }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_scan(c.y, c.with, [&](int at, int step, int n) {
      T most = x[at];
      y[at] = number_for(x[at], 0);
      for (int i = 1; i < n; ++i) {
        T const next = x[at + i * step], wins = outranks<Least>(next, most);
        most = choose(wins, next, most);
        y[at + i * step] = choose(wins, number_for(next, i), y[at + (i - 1) * step]);
      }
    });
  }
};
/// The greatest (or least) entry up to each.   x̄ = the g of all that it is the greatest of, added up
template <bool Least>
struct running_op {
  static constexpr phrase name = Least ? "cummin" : "cummax";
  static constexpr int smoothness = 0;
  static constexpr long long flops(call const& c) { return 2ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term y, term x) {
    int const axis = scan_way(y->with).axis, last = x.rank() - 1;
    term const index = make<running_index_op<Least>>(x.shape(), y->with, x);
    term const s = placed(move_axis(index, axis, last), x.extent(axis), name);
    return move_axis(put_entries(s, move_axis(g, axis, last)), last, axis);
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_scan(c.y, c.with, [&](int at, int step, int n) {
      y[at] = x[at];
      for (int i = at + step; i != at + n * step; i += step)
        y[i] = choose(outranks<Least>(x[i], y[i - step]), x[i], y[i - step]);
    });
  }
  constexpr term operator()(term x, scan_way way) const {
    if (is_zero(x) || x.extent(way.axis) == 1) return x;                      // zero, one entry → itself
    return make<running_op>(x.shape(), way.packed(), x);
  }
};

/// ln Σ e^x of the entries up to each.   x̄_i = e^(x_i - y_i) r_i with r_i = g_i + e^(y_i - y_(i+1))
/// r_(i+1): both exponents are never positive
struct logcumsumexp_op {
  static constexpr phrase name = "logcumsumexp";
  static constexpr long long flops(call const& c) { return 10ll * c.y.size(); }
  static constexpr long long transcendentals(call const& c) {
    return 2ll * (c.y.size() - c.y.size() / run_of_axes(c.with).length(c.y));
  }
  static constexpr cotangents pullback(term g, term y, term x) {
    scan_way const way(y->with);
    int const n = x.extent(way.axis);
    term const here = slice_along(y, {way.axis, 0, 1}, n - 1), next = slice_along(y, {way.axis, 1, 1}, n - 1);
    term const stays = exp_op{}(difference(here, next, equal_op{}(here, next)));
    term const total = recurrence_op{}(spread_along(stays, {way.axis, 0, 1}, n), g, way.turned());
    term const lowest = constant(*x.owner, signed_infinity<long double>(true), x.shape());
    term const empty = equal_op{}(y, lowest);
    return where_op{}(empty, zero(*x.owner, x.shape()), exp_op{}(difference(x, y, empty)) * total);
  }
  /// a - b, but zero where a condition holds: infinities are not subtracted.
  static constexpr term difference(term a, term b, term unless) {
    term const none = zero(*a.owner, a.shape());
    return where_op{}(unless, none, where_op{}(unless, none, a) - where_op{}(unless, none, b));
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_scan(c.y, c.with, [&](int at, int step, int n) {
      T const none = number_for(x[at], 0), one = number_for(x[at], 1);
      T most = x[at], others = none;  // Σ e^x = e^most (1 + others)
      y[at] = x[at];
      for (int i = at + step; i != at + n * step; i += step) {
        T const stays = outranks<false>(most, x[i]);
        T const high = choose(stays, most, x[i]), low = choose(stays, x[i], most);
        T const ratio = choose(is_equal(low, high), one, entry_of<exp_op>(minus(low, high)));
        others = choose(stays, plus(others, ratio), times(plus(others, one), ratio));
        most = high;
        y[i] = plus(most, entry_of<log1p_op>(others));
      }
    });
  }
  constexpr term operator()(term x, scan_way way) const {
    if (x.extent(way.axis) == 1) return x;                                    // one entry → itself
    return make<logcumsumexp_op>(x.shape(), way.packed(), x);
  }
};

template <bool Least>
struct running_index_call {
  static constexpr phrase name = running_index_op<Least>::name;
  constexpr term operator()(term x, Option auto... options) const {
    int const axis = one_axis(x, -1, name, options...);
    return axis < 0 ? x : make<running_index_op<Least>>(x.shape(), scan_way(axis, false).packed(), x);
  }
};
/// The greatest of the entries up to each, itself included, along an axis, the last unless named. NaN wins.
///     x̄ = g of every result that the entry is, added up; of equal entries the last
template <class... X>
constexpr called<scan_call<running_op<false>>, X...> cummax(X... x) {
  return compose<scan_call<running_op<false>>>(x...);
}
template <class... X>
rejected<scan_call<running_op<false>>, X...> cummax(X...);
/// The least of the entries up to each, by the same rules.
template <class... X>
constexpr called<scan_call<running_op<true>>, X...> cummin(X... x) {
  return compose<scan_call<running_op<true>>>(x...);
}
template <class... X>
rejected<scan_call<running_op<true>>, X...> cummin(X...);
/// The positions of the entries that cummax gives, whole numbers; no gradient.
template <class... X>
constexpr called<running_index_call<false>, X...> cummax_indices(X... x) {
  return compose<running_index_call<false>>(x...);
}
template <class... X>
rejected<running_index_call<false>, X...> cummax_indices(X...);
/// The positions of the entries that cummin gives, whole numbers; no gradient.
template <class... X>
constexpr called<running_index_call<true>, X...> cummin_indices(X... x) {
  return compose<running_index_call<true>>(x...);
}
template <class... X>
rejected<running_index_call<true>, X...> cummin_indices(X...);
/// The logarithm of the sum of e^x of the entries up to each, along an axis, the last unless named. -inf as
/// long as all are -inf, with gradient 0.   x̄_i = Σ_(j>=i) g_j e^(x_i - y_j)
template <class... X>
constexpr called<scan_call<logcumsumexp_op>, X...> logcumsumexp(X... x) {
  return compose<scan_call<logcumsumexp_op>>(x...);
}
template <class... X>
rejected<scan_call<logcumsumexp_op>, X...> logcumsumexp(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::cummax, core::cummin, core::cummax_indices, core::cummin_indices, core::logcumsumexp;
}  // namespace tapeless
