// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>
#include <tapeless/graph/leaf.hpp>

namespace tapeless::core {

/// The entry of x where the condition is not 0, else that of y.   x̄ = g where taken   ȳ = g where not
/// What the other branch holds never matters, at any order: its contribution is a zero by structure, which
/// products keep in its place (arithmetic.hpp), so that nothing is multiplied by 0.
struct where_op {
  static constexpr phrase name = "where", call = "where(c, x, y)";
  static constexpr bool special = true;
  static constexpr int smoothness(varied const& v) { return v.operand == 0 ? jumps : smooth_everywhere; }
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
    if (x == y) return x;                                                     // where(c, x, x) → x
    if (is_constant(c)) return number_of(c) != 0 ? x : y;                     // where(1, x, y) → x
    if (is_zero(c)) return y;                                                 // where(zero, x, y) → y
    if (is_zero(x) && is_constant(y) && number_of(y) == 0) return x;          // where(c, zero, 0) → zero
    if (is_zero(y) && is_constant(x) && number_of(x) == 0) return y;          // where(c, 0, zero) → zero
    if (is<where_op>(x) && x.operand(0) == c) return where_op{}(c, x.operand(1), y);
    if (is<where_op>(y) && y.operand(0) == c) return where_op{}(c, x, y.operand(2));
    return entrywise<where_op>(c, x, y);
  }
};

/// where(c, a, zero) or where(c, zero, b): what one branch contributes. In a formula written out over entries
/// it is one factor of many, and stays whole.
constexpr bool is_partial(term t) {
  return is<where_op>(t) && !t.owner->over_entries && (is_zero(t.operand(1)) || is_zero(t.operand(2)));
}
/// A linear f of what one branch contributes: where(c, f(a), zero).
constexpr term in_its_branch(term t, auto f) {
  term const c = t.operand(0), a = t.operand(1), b = t.operand(2);
  return where_op{}(c, is_zero(a) ? a : f(a), is_zero(b) ? b : f(b));
}
/// The same with the condition's entries moved likewise: reshaped, permuted, repeated.
constexpr term moved_within(term t, auto f) {
  term const c = f(t.operand(0));
  return where_op{}(c, f(t.operand(1)), f(t.operand(2)));
}
/// Two such contributions under one condition.
constexpr bool are_parts(term s, term t) {
  return is_partial(s) && is_partial(t) && s.operand(0) == t.operand(0);
}
/// Their sum or difference, branch by branch.
constexpr term by_branch(term s, term t, auto f) {
  return where_op{}(s.operand(0), f(s.operand(1), t.operand(1)), f(s.operand(2), t.operand(2)));
}

}  // namespace tapeless::core
