// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>
#include <tapeless/ops/arithmetic.hpp>

namespace tapeless {

/// Truth as a number: 1 or 0. A ternary on scalars lets compilers see through it; lanes need a mask.
template <class T, class Mask>
constexpr T one_if(Mask m) {
  if constexpr (std::is_arithmetic_v<T>) return m ? T(1) : T(0);
  else return select(m, T{} + 1, T{});
}

/// 1 where two entries are equal, else 0. Flat.
struct equal_op {
  static constexpr std::string_view name = "equal";
  static constexpr element kind = element::truth;
  template <class T>
  static constexpr T value(T x, T y) {
    return one_if<T>(x == y);
  }
  constexpr term operator()(term a, term b) const {
    auto const [x, y, fit] = aligned(a, b, "x == y");
    return fit ? make<equal_op>(x.shape(), 0, x, y) : x;
  }
};
template <>
struct behind<&describe<equal_op>> : std::type_identity<equal_op> {};

/// The entry of x where the condition is not 0, else that of y.   x̄ = g where taken   ȳ = g where not
/// What the other branch holds never matters, at any order: nothing is multiplied by 0.
struct where_op {
  static constexpr std::string_view name = "where";
  template <class T>
  static constexpr T value(T c, T x, T y) {
    if constexpr (std::is_arithmetic_v<T>) return c != 0 ? x : y;
    else return select(c != T{}, x, y);
  }
  static constexpr cotangents pullback(term g, term, term c, term, term) {
    term const none = zero(*g.owner, g.shape());
    return {term{}, where_op{}(c, g, none), where_op{}(c, none, g)};
  }
  constexpr term operator()(term c, term a, term b) const {
    auto const [x, y, fit] = aligned(a, b, "where(c, x, y)");
    if (!fit || x == y) return x;                                             // where(c, x, x) → x
    auto const condition = aligned(c, x, "where(c, x, y)");
    if (!condition.fit) return x;
    if (condition.y == x) return make<where_op>(x.shape(), 0, condition.x, x, y);
    return where_op{}(condition.x, condition.y, broadcast_term(y, condition.x.shape()));
  }
};
template <>
struct behind<&describe<where_op>> : std::type_identity<where_op> {};

/// Whether entry x comes before entry y in sorted order, x being the earlier of the two: 1 or 0. NaN is greater than
/// every number; equal entries keep their order. Flat.
template <bool Smallest>
struct precedes_op {
  static constexpr std::string_view name = Smallest ? "at most" : "at least";
  static constexpr element kind = element::truth;
  template <class T>
  static constexpr auto holds(T x, T y) {
    if constexpr (Smallest) return (x <= y) | (y != y);
    else return (x >= y) | (x != x);
  }
  template <class T>
  static constexpr T value(T x, T y) {
    return one_if<T>(holds(x, y));
  }
  constexpr term operator()(term x, term y) const { return make<precedes_op>(x.shape(), 0, x, y); }
};
template <>
struct behind<&describe<precedes_op<false>>> : std::type_identity<precedes_op<false>> {};
template <>
struct behind<&describe<precedes_op<true>>> : std::type_identity<precedes_op<true>> {};

}  // namespace tapeless
