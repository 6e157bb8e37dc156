// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/extreme.hpp>
#include <tapeless/ops/compare.hpp>
#include <tapeless/ops/option.hpp>

namespace tapeless::core {

/// To whom the gradient goes where two entries are equal.
enum class tie { halves, first, rejected };

/// The weight of the gradient's winner: 1, at a tie as the policy says, NaN beside a NaN. Flat.
template <tie Policy>
struct winner_op {
  static constexpr phrase name = Policy == tie::halves  ? "winner"
                                           : Policy == tie::first ? "winner, one-sided"
                                                                  : "winner, ties rejected";
  template <class T>
  static constexpr T value(T x, T y) {
    T const one = T{} + 1, nan = fill<T>(limits<scalar_of<T>>::quiet_NaN());
    T const even = Policy == tie::halves ? fill<T>(scalar_of<T>(0.5)) : Policy == tie::first ? one : nan;
    return select((x < y) | (y < x), one, select(x == y, even, nan));
  }
  constexpr term operator()(term x, term y) const { return commuting<winner_op>(x, y); }
};
/// The greater (or lesser) of x and y; NaN wins.   x̄ = g where x wins, ȳ = g where y does
template <bool Least, tie Policy>
struct extreme_op {
  static constexpr phrase name = Least ? "minimum" : "maximum",
                                    call = Least ? "minimum(x, y)" : "maximum(x, y)";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x, T y) {
    return math::extreme<Least>(x, y);
  }
  static constexpr cotangents pullback(term g, term, term x, term y) {
    term const won = g * winner_op<Policy>{}(x, y), none = zero(*g.owner, g.shape());
    term const low = Least ? y : x, high = Least ? x : y;
    term const x_loses = less_op{}(low, high);
    if constexpr (Policy == tie::first)
      return {where_op{}(x_loses, none, won), where_op{}(less_equal_op{}(high, low), none, won)};
    else return {where_op{}(x_loses, none, won), where_op{}(less_op{}(high, low), none, won)};
  }
  constexpr term operator()(term x, term y) const {
    if (x == y) return x;                                                     // maximum(x, x) → x
    return entrywise<extreme_op>(x, y);
  }
};

template <bool Least>
struct extreme_call {
  static constexpr phrase name = extreme_op<Least, tie::halves>::name;
  template <tie Policy>
  using policy = broadcasting<extreme_op<Least, Policy>>;
  constexpr term operator()(term x, term y) const { return policy<tie::halves>{}(x, y); }
  constexpr term operator()(term x, term y, one_sided_option) const { return policy<tie::first>{}(x, y); }
  constexpr term operator()(term x, term y, reject_option) const { return policy<tie::rejected>{}(x, y); }
};
/// The greater of two entries, with NumPy's broadcasting.   x̄ = g where x is greater, ȳ = g where y is
/// A tie gives half to each; maximum(x, y, one_sided) gives it to x, maximum(x, y, reject) gives NaN to both.
/// A NaN wins, and then both gradients are NaN. The loser's gradient is a zero by structure.
template <class... X>
constexpr called<extreme_call<false>, X...> maximum(X... x) { return compose<extreme_call<false>>(x...); }
template <class... X>
rejected<extreme_call<false>, X...> maximum(X...);
/// The lesser of two entries; all else as maximum.
template <class... X>
constexpr called<extreme_call<true>, X...> minimum(X... x) { return compose<extreme_call<true>>(x...); }
template <class... X>
rejected<extreme_call<true>, X...> minimum(X...);

/// Whether fmax (or fmin) gives y: it is greater, or x is NaN.
template <bool Least>
struct yields_op : comparison<yields_op<Least>> {
  static constexpr phrase name = Least ? "yields to the lesser" : "yields to the greater";
  static constexpr auto holds(auto x, auto y) {
    if constexpr (Least) return (y < x) | (x != x);
    else return (x < y) | (x != x);
  }
};
template <bool Least>
struct fmax_call {
  static constexpr phrase name = Least ? "fmin" : "fmax",
                                    call = Least ? "fmin(x, y)" : "fmax(x, y)";
  constexpr term operator()(term x, term y) const { return where_op{}(yields_op<Least>{}(x, y), y, x); }
};
/// The greater of two entries, or the one that is not NaN.   The gradient goes to the entry taken; at a tie
/// that is x.
template <class... X>
constexpr called<broadcasting<fmax_call<false>>, X...> fmax(X... x) {
  return compose<broadcasting<fmax_call<false>>>(x...);
}
template <class... X>
rejected<broadcasting<fmax_call<false>>, X...> fmax(X...);
/// The lesser of two entries, or the one that is not NaN; all else as fmax.
template <class... X>
constexpr called<broadcasting<fmax_call<true>>, X...> fmin(X... x) {
  return compose<broadcasting<fmax_call<true>>>(x...);
}
template <class... X>
rejected<broadcasting<fmax_call<true>>, X...> fmin(X...);

/// max(x, 0)   x̄ = g where x > 0 or x is NaN
struct relu_op {
  static constexpr phrase name = "relu";
  static constexpr int smoothness = 0;
  template <class T>
  static constexpr T value(T x) {
    return select(x < T{}, T{}, x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    term const none = zero(*x.owner, x.shape());
    return where_op{}(less_equal_op{}(x, constant(*x.owner, 0, x.shape())), none, g);
  }
  constexpr term operator()(term x) const {
    if (is<relu_op>(x)) return x;                                             // relu(relu(x)) → relu(x)
    return entrywise<relu_op>(x);
  }
};
/// The entries above 0, else 0.   y = max(x, 0)   x̄ = g where x > 0, 0 at 0; NaN stays, with gradient g
template <class X>
constexpr called<relu_op, X> relu(X x) { return compose<relu_op>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::maximum, core::minimum, core::fmax, core::fmin, core::relu;
}  // namespace tapeless
