// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/exponential.hpp>
#include <tapeless/ops/extremum.hpp>
#include <tapeless/ops/logarithm.hpp>
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// The exponential and the logarithm of 1 + x for kernels: of numbers and of terms.
template <class T>
constexpr T exp_of(T x) {
  if constexpr (std::same_as<T, term>) return exp_op{}(x);
  else return math::exp(x);
}
template <class T>
constexpr T log1p_of(T x) {
  if constexpr (std::same_as<T, term>) return log1p_op{}(x);
  else return math::log1p(x);
}

/// The lines of a tensor along one axis: for each, its first entry and the distance of neighbours.
constexpr void for_each_line(call const& c, auto act) {
  run_of_axes const run(c.with);
  int const n = run.length(c.x[0]), after = run.after(c.x[0]);
  for (int b = 0; b < run.before(c.x[0]); ++b)
    for (int a = 0; a < after; ++a) act(b * n * after + a, n, after);
}
/// The greatest entry of a line; what follows is NaN if one is NaN.
template <class T>
constexpr T greatest_of(T const* x, int n, int step) {
  T most = x[0];
  for (int i = 1; i < n; ++i) most = choose(is_less(most, x[i * step]), x[i * step], most);
  return most;
}

/// Which entries of a line take part: on terms, those that are not known to be -inf, unless all are.
template <class T>
struct taking_part {
  static constexpr long double least = -limits<long double>::infinity();
  T const* x;
  int n, step;
  bool all = true;
  constexpr taking_part(T const* line, int count, int distance) : x(line), n(count), step(distance) {
    if constexpr (std::same_as<T, term>)
      for (int i = 0; i < n; ++i)
        if (!is_constant(x[i * step], least)) all = false;
  }
  constexpr bool operator[]([[maybe_unused]] int i) const {
    if constexpr (std::same_as<T, term>) return all || !is_constant(x[i * step], least);
    else return true;
  }
  constexpr int first() const {
    int i = 0;
    while (!(*this)[i]) ++i;
    return i;
  }
};

/// 1 where a share of a whole is more than half of it. It only chooses between two ways to one value, of
/// which one does not cancel: asking here tells equality (equality/functions.hpp) that either will do.
struct majority_op : comparison<majority_op> {
  static constexpr phrase name = "majority";
  static constexpr auto holds(auto x, auto y) { return x < y; }
};
constexpr term is_majority(term y) { return majority_op{}(constant(*y.owner, 0.5L, y.shape()), y); }
/// The sum along the axis of an attribute, in every entry.
constexpr term line_sum(term x, long long with) {
  axes over;
  over.insert(run_of_axes(with).first);
  return broadcast_along(sum_over(x, over, true), x.shape());
}
/// 1 - y for shares y that sum to 1 along an axis: of a majority, the sum of the others.
constexpr term one_minus_shares(term y, long long with) {
  term const most = is_majority(y), none = zero(*y.owner, y.shape());
  return where_op{}(most, line_sum(where_op{}(most, none, y), with), constant(*y.owner, 1, y.shape()) - y);
}

/// The parts of softmax for loops: the greatest entry of each line, x less that, and its exponential.
struct softmax_parts {
  term most, shifted, power;
  axes over;
  constexpr softmax_parts(long long with, term x) {
    run_of_axes const run(with);
    over = axes_of(run);
    most = broadcast_along(extremum_over<false>(x, over, false), x.shape());
    shifted = x - most;
    power = exp_op{}(shifted);
  }
  constexpr term sum(term x) const { return sum_over(x, over, true); }
  /// The sum of all powers but one of the greatest, which are 1, or NaN where that is inf.
  constexpr term others(term x) const {
    term const greatest = equal_op{}(x, most), none = zero(*x.owner, x.shape());
    term const rest = sum(where_op{}(greatest, none, power)), count = sum(where_op{}(greatest, power, none));
    return rest + (count - constant(*x.owner, 1, count.shape()));
  }
};

/// e^(x - max) / sum e^(x - max) along an axis.   with = the axis as a run   x̄ = y (g - sum(g y))
/// The difference cancels where one share is close to 1, so g is first taken relative to that share's.
/// Written out, an entry that is known to be -inf, a mask's, is no part of its line: its share is zero by
/// structure.
struct softmax_op {
  static constexpr phrase name = "softmax";
  static constexpr long long transcendentals(call const& c) { return c.y.size(); }
  static constexpr long long flops(call const& c) { return 6ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term y, term) {
    term const none = zero(*y.owner, y.shape());
    term const h = g - line_sum(where_op{}(is_majority(y), g, none), y->with);
    return y * (h - line_sum(h * y, y->with));
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_line(c, [=](int first, int n, int step) {
      T const* const from = x + first;
      T* const to = y + first;
      taking_part<T> const takes_part(from, n, step);
      T const none = nothing_beside(from);
      T most = from[takes_part.first() * step];
      for (int i = takes_part.first() + 1; i < n; ++i)
        if (takes_part[i]) most = choose(is_less(most, from[i * step]), from[i * step], most);
      for (int i = 0; i < n; ++i)
        to[i * step] = takes_part[i] ? exp_of(minus(from[i * step], most)) : none;
      T total = to[0];
      if (step == 1) total = sum_op::along(to, n);
      else
        for (int i = 1; i < n; ++i) total = plus(total, to[i * step]);
      for (int i = 0; i < n; ++i) to[i * step] = over(to[i * step], total);
    });
  }
  static constexpr term simpler(shape const&, long long with, term x) {
    softmax_parts const p(with, x);
    term const inverse = 1 / p.sum(p.power);  // one division a line; the sum is 1 at least
    return p.power * broadcast_along(inverse, x.shape());
  }
  constexpr term operator()(term x, int axis) const {
    return make<softmax_op>(x.shape(), run_of_axes(axis, axis + 1).packed(), x);
  }
};

/// x - max - log(1 + sum of the other e^(x - max)) along an axis.   with = the axis as a run
/// x̄ = g - y sum(g) with y = softmax x, as g (1 - y) - y (sum(g) - g): neither cancels where y is close to 1
struct log_softmax_op {
  static constexpr phrase name = "log_softmax";
  static constexpr long long flops(call const& c) { return 9ll * c.y.size(); }
  static constexpr long long transcendentals(call const& c) {
    return c.y.size() + c.y.size() / run_of_axes(c.with).length(c.y);
  }
  static constexpr cotangents pullback(term g, term l, term x) {
    term const y = softmax_op{}(x, run_of_axes(l->with).first);
    return g * one_minus_shares(y, l->with) - y * (line_sum(g, l->with) - g);
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each_line(c, [=](int first, int n, int step) {
      T const* const from = x + first;
      T* const to = y + first;
      T const most = greatest_of(from, n, step);
      for (int i = 0; i < n; ++i) to[i * step] = exp_of(minus(from[i * step], most));
      T held = to[0], rest = held;  // held ends as the 1 of the greatest
      for (int i = 1; i < n; ++i) {
        T const e = to[i * step], overtakes = is_less(held, e);
        T const lesser = choose(overtakes, held, e);
        rest = i == 1 ? lesser : plus(rest, lesser);
        held = choose(overtakes, e, held);
      }
      for (int i = 0; i < n; ++i) to[i * step] = minus(from[i * step], most);
      if (n == 1) return;
      T const l = log1p_of(plus(rest, minus(held, number_for(held, 1))));  // NaN if the first entry is inf
      for (int i = 0; i < n; ++i) to[i * step] = minus(to[i * step], l);
    });
  }
  static constexpr term simpler(shape const&, long long with, term x) {
    softmax_parts const p(with, x);
    return p.shifted - broadcast_along(log1p_op{}(p.others(x)), x.shape());
  }
  constexpr term operator()(term x, int axis) const {
    return make<log_softmax_op>(x.shape(), run_of_axes(axis, axis + 1).packed(), x);
  }
};

/// The one axis that an option names, the last without one; -1 where there is none.
constexpr int one_axis(term x, phrase call) { return resolve_axis(x, -1, call); }
template <int... A>
constexpr int one_axis(term x, phrase call, axis_option<A...> along) {
  if constexpr (sizeof...(A) == 1) return resolve_axis(x, along.axis[0], call);
  else x.owner->refuse(call, ": one axis must be named; x is ", x.shape());
  return -1;
}
constexpr int one_axis(term x, phrase call, Option auto...) {
  x.owner->refuse(call, ": its one option is axis<a>; x is ", x.shape());
  return -1;
}

template <class Op>
struct along_one_axis {
  static constexpr phrase name = Op::name;
  static constexpr phrase call = std::is_same_v<Op, softmax_op> ? "softmax(x, axis<a>)"
                                                                          : "log_softmax(x, axis<a>)";
  constexpr term operator()(term x, Option auto... along) const {
    int const axis = one_axis(x, call, along...);
    return axis < 0 ? x : Op{}(x, axis);
  }
};
/// Shares of a whole along one axis, the last unless it is named: softmax(x), softmax(x, axis<0>).
///     y = e^x / sum e^x, from x less its greatest      x̄ = y (g - sum(g y)), without cancellation
/// -inf has share 0 and gradient 0; all -inf: NaN. A NaN makes its whole line NaN.
template <class... X>
constexpr called<along_one_axis<softmax_op>, X...> softmax(X... x) {
  return compose<along_one_axis<softmax_op>>(x...);
}
template <class... X>
rejected<along_one_axis<softmax_op>, X...> softmax(X...);
/// The logarithm of softmax, relatively accurate where a share is close to 1 too. NaN beside inf, as softmax.
///     y = x - logsumexp x      x̄ = g - softmax(x) sum(g), without cancellation
template <class... X>
constexpr called<along_one_axis<log_softmax_op>, X...> log_softmax(X... x) {
  return compose<along_one_axis<log_softmax_op>>(x...);
}
template <class... X>
rejected<along_one_axis<log_softmax_op>, X...> log_softmax(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::softmax, core::log_softmax;
}  // namespace tapeless
