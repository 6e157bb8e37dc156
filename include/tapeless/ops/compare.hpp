// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>
#include <tapeless/ops/operators.hpp>

namespace tapeless {

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
  static constexpr std::string_view name = "equal";
  static constexpr auto holds(auto x, auto y) { return x == y; }
};
template <>
struct behind<&describe<equal_op>> : std::type_identity<equal_op> {};
/// x < y
struct less_op : comparison<less_op> {
  static constexpr std::string_view name = "less";
  static constexpr auto holds(auto x, auto y) { return x < y; }
};
template <>
struct behind<&describe<less_op>> : std::type_identity<less_op> {};
/// Whether entry x comes before entry y in sorted order, x being the earlier of the two. NaN is greater than
/// every number; equal entries keep their order.
template <bool Smallest>
struct precedes_op : comparison<precedes_op<Smallest>> {
  static constexpr std::string_view name = Smallest ? "precedes, ascending" : "precedes";
  static constexpr auto holds(auto x, auto y) {
    if constexpr (Smallest) return (x <= y) | (y != y);
    else return (x >= y) | (x != x);
  }
};
template <>
struct behind<&describe<precedes_op<false>>> : std::type_identity<precedes_op<false>> {};
template <>
struct behind<&describe<precedes_op<true>>> : std::type_identity<precedes_op<true>> {};

/// The entry of x where the condition is not 0, else that of y.   x̄ = g where taken   ȳ = g where not
/// What the other branch holds never matters, at any order: nothing is multiplied by 0.
struct where_op {
  static constexpr std::string_view name = "where";
  template <class C, class T>
  static constexpr T value(C c, T x, T y) {
    if constexpr (std::is_arithmetic_v<T>) return c != 0 ? x : y;
    else return select(c != C{}, x, y);
  }
  static constexpr cotangents pullback(term g, term, term c, term, term) {
    term const none = zero(*g.owner, g.shape());
    return {term{}, where_op{}(c, g, none), where_op{}(c, none, g)};
  }
  constexpr term operator()(term c, term x, term y) const {
    if (x == y) return x;                                                   // where(c, x, x) → x
    return make<where_op>(x.shape(), 0, c, x, y);
  }
};
template <>
struct behind<&describe<where_op>> : std::type_identity<where_op> {};

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

}  // namespace tapeless
