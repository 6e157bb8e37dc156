// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/exponential.hpp>
#include <tapeless/ops/extremum.hpp>
#include <tapeless/ops/logarithm.hpp>

namespace tapeless::core {

/// An elementwise op in a kernel: on a number or on a term.
template <class Op, class T>
constexpr T entry_of(T x) {
  if constexpr (std::same_as<T, term>) return Op{}(x);
  else return Op::value(x);
}
/// The greatest of n entries, NaN if there is one.
template <class T>
constexpr T greatest(T const* x, int n, int step) {
  T most = x[0];
  for (int i = 1; i < n; ++i) most = choose(outranks<false>(most, x[i * step]), most, x[i * step]);
  return most;
}

/// The parts of logsumexp for loops: the greatest entry of each line, the exponential of x less that, and the
/// sum of those below it. A line of -inf alone is shifted by 0.
struct logsumexp_parts {
  term most, is_most, power, below;
  axes over;
  constexpr logsumexp_parts(long long with, term x) {
    over = axes_of(run_of_axes(with));
    graph& g = *x.owner;
    most = extremum_over<false>(x, over, false);
    term const lowest = constant(g, signed_infinity<long double>(true), most.shape());
    term const shift = where_op{}(equal_op{}(most, lowest), constant(g, 0, most.shape()), most);
    is_most = equal_op{}(x, broadcast_along(most, x.shape()));
    power = exp_op{}(x - broadcast_along(shift, x.shape()));
    below = sum(where_op{}(is_most, zero(g, x.shape()), power));
  }
  constexpr term sum(term x) const { return sum_over(x, over, true); }
};

/// e^x over the sum of e^x along a run of axes: what each entry adds to logsumexp. Of a line of -inf alone
/// 0, beside inf NaN for inf and 0 for the others.   x̄ = w (g - Σ g w)
struct share_of_exp_op {
  static constexpr phrase name = "share of exp";
  static constexpr long long transcendentals(call const& c) { return c.y.size(); }
  static constexpr long long flops(call const& c) { return 8ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term w, term) {
    axes const over = axes_of(run_of_axes(w->with));
    return w * (g - broadcast_along(sum_over(g * w, over, true), w.shape()));
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  static constexpr term simpler(shape const&, long long with, term x) {
    logsumexp_parts const p(with, x);
    return p.power * broadcast_along(1 / (p.below + p.sum(p.is_most)), x.shape());  // one division a line
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.y);
    for_each_line(c.y, run, [&](int, int at, int step) {
      T const most = greatest(x + at, n, step), one = number_for(x[at], 1);
      T const lowest = number_for(x[at], signed_infinity<long double>(true));
      T const shift = choose(is_equal(most, lowest), number_for(x[at], 0), most);
      T total = number_for(x[at], 0);
      for (int i = at; i < at + n * step; i += step) {
        y[i] = entry_of<exp_op>(minus(x[i], shift));
        total = plus(total, choose(is_equal(x[i], most), one, y[i]));
      }
      for (int i = at; i < at + n * step; i += step)
        if constexpr (std::same_as<T, term>) y[i] = y[i] / total;
        else y[i] = over(y[i], total);
    });
  }
};

/// ln Σ e^x along a run of axes, as max + ln(1 + Σ of the others relative to it).   [b, n, a] → [b, 1, a]
/// x̄ = g e^x / Σ e^x
struct logsumexp_op {
  static constexpr phrase name = "logsumexp";
  static constexpr long long transcendentals(call const& c) { return c.x[0].size() + c.y.size(); }
  static constexpr long long flops(call const& c) { return 8ll * c.x[0].size(); }
  static constexpr cotangents pullback(term g, term y, term x) {
    return broadcast_along(g, x.shape()) * make<share_of_exp_op>(x.shape(), y->with, x);
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  static constexpr term simpler(shape const&, long long with, term x) {
    logsumexp_parts const p(with, x);
    term const equal = p.sum(p.is_most);
    return p.most + log1p_op{}(p.below + (equal - constant(*x.owner, 1, equal.shape())));
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.x[0]);
    for_each_line(c.x[0], run, [&](int line, int at, int step) {
      T const most = greatest(x + at, n, step), none = number_for(x[at], 0), one = number_for(x[at], 1);
      T equal = none, others = none;
      for (int i = at; i < at + n * step; i += step) {
        T const here = is_equal(x[i], most);
        equal = plus(equal, here);
        others = plus(others, choose(here, none, entry_of<exp_op>(minus(x[i], most))));
      }
      y[line] = plus(most, entry_of<log1p_op>(plus(others, minus(equal, one))));
    });
  }
};

struct logsumexp_call {
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, "logsumexp(x, axis<...>)", options...);
    if (x.owner->problem()) return x;
    if (length_of(x, r.over) == 1) return r.shaped(x, x);                     // of one entry → itself
    single_run const s(x, r.over);
    return r.shaped(x, make<logsumexp_op>(s.kept(), s.run.packed(), s.x));
  }
};
/// The logarithm of the sum of e^x, of all entries or over the axes named, without overflow; relatively
/// accurate beside a greatest entry of 0.
///     y = ln Σ e^x   x̄ = g e^x / Σ e^x
/// An entry -inf has weight 0; if all are, y = -inf with gradient 0. Of inf y = inf, and its gradient is NaN.
template <class... X>
constexpr called<logsumexp_call, X...> logsumexp(X... x) { return compose<logsumexp_call>(x...); }
template <class... X>
rejected<logsumexp_call, X...> logsumexp(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::logsumexp;
}  // namespace tapeless
