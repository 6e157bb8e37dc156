// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>
#include <tapeless/ops/operators.hpp>

namespace tapeless::core {

/// Truth as a number: 1 or 0. A ternary on scalars lets compilers see through it; lanes need a mask.
template <class T, class Mask>
constexpr T one_if(Mask m) {
  if constexpr (std::is_arithmetic_v<T>) return m ? T(1) : T(0);
  else return select(m, T{} + 1, T{});
}

/// Truth of two entries: an op states `holds`; its value is 1 or 0. Flat.
template <class Op>
struct comparison {
  static constexpr element kind = element::truth;
  template <class T>
  static constexpr T value(T x, T y) {
    return one_if<T>(Op::holds(x, y));
  }
  constexpr term operator()(term x, term y) const { return entrywise<Op>(x, y); }
};
/// x == y
struct equal_op : comparison<equal_op> {
  static constexpr phrase name = "equal", call = "equal(x, y)";
  static constexpr auto holds(auto x, auto y) { return x == y; }
};
/// x != y
struct not_equal_op : comparison<not_equal_op> {
  static constexpr phrase name = "not_equal", call = "not_equal(x, y)";
  static constexpr auto holds(auto x, auto y) { return x != y; }
};
/// x < y
struct less_op : comparison<less_op> {
  static constexpr phrase name = "less", call = "x < y";
  static constexpr auto holds(auto x, auto y) { return x < y; }
};
/// x <= y
struct less_equal_op : comparison<less_equal_op> {
  static constexpr phrase name = "less_equal", call = "x <= y";
  static constexpr auto holds(auto x, auto y) { return x <= y; }
};
/// x > y is y < x, x >= y is y <= x.
struct greater_call {
  static constexpr phrase name = "greater", call = "x > y";
  constexpr term operator()(term x, term y) const { return less_op{}(y, x); }
};
struct greater_equal_call {
  static constexpr phrase name = "greater_equal", call = "x >= y";
  constexpr term operator()(term x, term y) const { return less_equal_op{}(y, x); }
};
/// Whether entry x comes before entry y in sorted order, x being the earlier of the two. NaN is greater than
/// every number; equal entries keep their order.
template <bool Smallest>
struct precedes_op : comparison<precedes_op<Smallest>> {
  static constexpr phrase name = Smallest ? "precedes, ascending" : "precedes";
  static constexpr auto holds(auto x, auto y) {
    if constexpr (Smallest) return (x <= y) | (y != y);
    else return (x >= y) | (x != x);
  }
};

/// A number where kernels run on T: a term of the same graph, the same number in every lane, or itself.
template <class T>
constexpr T number_for(T const& x, long double number) {
  if constexpr (std::same_as<T, term>) return constant(*x.owner, number);
  else if constexpr (std::floating_point<T>) return static_cast<T>(number);
  else return fill<T>(static_cast<scalar_of<T>>(number));
}
// Comparisons and choices for kernels: on numbers and lanes they give 1 and 0, on terms they build vertices.
template <class T>
constexpr T is_less(T x, T y) {
  if constexpr (std::same_as<T, term>) return less_op{}(x, y);
  else return less_op::value(x, y);
}
template <class T>
constexpr T is_equal(T x, T y) {
  if constexpr (std::same_as<T, term>) return equal_op{}(x, y);
  else return equal_op::value(x, y);
}
template <class T>
constexpr T choose(T c, T x, T y) {
  if constexpr (std::same_as<T, term>) return where_op{}(c, x, y);
  else return where_op::value(c, x, y);
}

/// Comparisons entry by entry, with NumPy's broadcasting: 1 where it holds, else 0. NaN is less than, greater
/// than and equal to nothing. The operators < <= > >= are the same; == and != on expressions compare
/// formulas. No gradient: they are flat.
template <class... X>
constexpr called<broadcasting<less_op>, X...> less(X... x) { return compose<broadcasting<less_op>>(x...); }
template <class... X>
rejected<broadcasting<less_op>, X...> less(X...);
/// x <= y entry by entry: 1 or 0; 0 beside a NaN.
template <class... X>
constexpr called<broadcasting<less_equal_op>, X...> less_equal(X... x) {
  return compose<broadcasting<less_equal_op>>(x...);
}
template <class... X>
rejected<broadcasting<less_equal_op>, X...> less_equal(X...);
/// x > y entry by entry: 1 or 0; 0 beside a NaN.
template <class... X>
constexpr called<broadcasting<greater_call>, X...> greater(X... x) {
  return compose<broadcasting<greater_call>>(x...);
}
template <class... X>
rejected<broadcasting<greater_call>, X...> greater(X...);
/// x >= y entry by entry: 1 or 0; 0 beside a NaN.
template <class... X>
constexpr called<broadcasting<greater_equal_call>, X...> greater_equal(X... x) {
  return compose<broadcasting<greater_equal_call>>(x...);
}
template <class... X>
rejected<broadcasting<greater_equal_call>, X...> greater_equal(X...);
/// x == y entry by entry: 1 or 0; 0 beside a NaN. -0 equals 0.
template <class... X>
constexpr called<broadcasting<equal_op>, X...> equal(X... x) {
  return compose<broadcasting<equal_op>>(x...);
}
template <class... X>
rejected<broadcasting<equal_op>, X...> equal(X...);
/// x != y entry by entry: 1 or 0; 1 beside a NaN.
template <class... X>
constexpr called<broadcasting<not_equal_op>, X...> not_equal(X... x) {
  return compose<broadcasting<not_equal_op>>(x...);
}
template <class... X>
rejected<broadcasting<not_equal_op>, X...> not_equal(X...);

/// The entry of x where c is not 0 (NaN is not 0), else that of y, with NumPy's broadcasting of all three.
///     x̄ = g where c, ȳ = g where not, none to c
/// What the branch not taken holds never matters, at any order: an inf or NaN there does not leak into the
/// gradient of what both branches depend on.
template <class... X>
constexpr called<broadcasting<where_op>, X...> where(X... x) {
  return compose<broadcasting<where_op>>(x...);
}
template <class... X>
rejected<broadcasting<where_op>, X...> where(X...);

// The operators, on terms and on expressions.
constexpr term operator<(term x, term y) { return on_terms<less_op>(x, y); }
constexpr term operator<=(term x, term y) { return on_terms<less_equal_op>(x, y); }
constexpr term operator>(term x, term y) { return on_terms<less_op>(y, x); }
constexpr term operator>=(term x, term y) { return on_terms<less_equal_op>(y, x); }

namespace on_expressions {

template <class X, class Y>
  requires Combines<less_op, X, Y>
constexpr combined<less_op, X, Y> operator<(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<less_equal_op, X, Y>
constexpr combined<less_equal_op, X, Y> operator<=(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<greater_call, X, Y>
constexpr combined<greater_call, X, Y> operator>(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<greater_equal_call, X, Y>
constexpr combined<greater_equal_call, X, Y> operator>=(X, Y) {
  return {};
}
template <class X, class Y>
clash<less_op, X, Y> operator<(X, Y);
template <class X, class Y>
clash<less_equal_op, X, Y> operator<=(X, Y);
template <class X, class Y>
clash<greater_call, X, Y> operator>(X, Y);
template <class X, class Y>
clash<greater_equal_call, X, Y> operator>=(X, Y);
template <class X, class Y>
plain_number<X, Y> operator<(X, Y);
template <class X, class Y>
plain_number<X, Y> operator<=(X, Y);
template <class X, class Y>
plain_number<X, Y> operator>(X, Y);
template <class X, class Y>
plain_number<X, Y> operator>=(X, Y);

}  // namespace on_expressions

}  // namespace tapeless::core
namespace tapeless {
using core::less, core::less_equal, core::greater, core::greater_equal, core::equal, core::not_equal,
    core::where;
}  // namespace tapeless
