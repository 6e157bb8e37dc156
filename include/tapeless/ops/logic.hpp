// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/sign.hpp>

namespace tapeless::core {

// Truth of entries: an entry that is not 0 is true, NaN too. Results are 1 and 0, and flat.

/// x and y
struct and_op : comparison<and_op> {
  static constexpr phrase name = "logical_and", call = "x && y";
  static constexpr auto holds(auto x, auto y) { return (x != decltype(x){}) & (y != decltype(y){}); }
};
/// x or y
struct or_op : comparison<or_op> {
  static constexpr phrase name = "logical_or", call = "x || y";
  static constexpr auto holds(auto x, auto y) { return (x != decltype(x){}) | (y != decltype(y){}); }
};
/// either x or y
struct xor_op : comparison<xor_op> {
  static constexpr phrase name = "logical_xor", call = "logical_xor(x, y)";
  static constexpr auto holds(auto x, auto y) { return (x != decltype(x){}) ^ (y != decltype(y){}); }
};
/// not x: x == 0
struct not_call {
  static constexpr phrase name = "logical_not";
  constexpr term operator()(term x) const { return equal_op{}(x, constant(*x.owner, 0, x.shape())); }
};
/// NaN alone differs from itself.
struct isnan_call {
  static constexpr phrase name = "isnan";
  constexpr term operator()(term x) const { return not_equal_op{}(x, x); }
};
struct isinf_call {
  static constexpr phrase name = "isinf";
  constexpr term operator()(term x) const {
    return equal_op{}(abs_op{}(x), constant(*x.owner, signed_infinity<long double>(false), x.shape()));
  }
};
struct isfinite_call {
  static constexpr phrase name = "isfinite";
  constexpr term operator()(term x) const {
    return less_op{}(abs_op{}(x), constant(*x.owner, signed_infinity<long double>(false), x.shape()));
  }
};

/// Whether fewer than k of some truths hold, given their sum as kernels write it out: of n, fewer than 1 or
/// fewer than n are found by logic, which costs less than counting.
constexpr term fewer_than(term count, int k) {
  graph& g = *count.owner;
  sequence<term> pending, truths;
  pending.push(count);
  while (pending.size() > 0) {
    term const t = pending.back();
    pending.pop();
    bool const negated = is<subtract_op>(t) && is_constant(t.operand(0), 1);
    if (is<add_op>(t)) pending.push(t.operand(1)), pending.push(t.operand(0));
    else if ((negated ? t.operand(1) : t)->op->kind == element::truth) truths.push(t);
    else return less_op{}(count, constant(g, k));
  }
  if (k != 1 && k != truths.size()) return less_op{}(count, constant(g, k));
  term y;
  for (term const& t : truths) {
    term const no = is<subtract_op>(t) ? t.operand(1) : subtract_op{}(constant(g, 1), t);
    y = !y.owner ? no : k == 1 ? and_op{}(y, no) : or_op{}(y, no);
  }
  return y;
}

/// 1 where x and y are not 0, else 0, with NumPy's broadcasting. No gradient. The same as x && y.
template <class... X>
constexpr called<broadcasting<and_op>, X...> logical_and(X... x) {
  return compose<broadcasting<and_op>>(x...);
}
template <class... X>
rejected<broadcasting<and_op>, X...> logical_and(X...);
/// 1 where x or y is not 0, else 0. No gradient. The same as x || y.
template <class... X>
constexpr called<broadcasting<or_op>, X...> logical_or(X... x) {
  return compose<broadcasting<or_op>>(x...);
}
template <class... X>
rejected<broadcasting<or_op>, X...> logical_or(X...);
/// 1 where one of x and y is 0 and the other is not, else 0. No gradient.
template <class... X>
constexpr called<broadcasting<xor_op>, X...> logical_xor(X... x) {
  return compose<broadcasting<xor_op>>(x...);
}
template <class... X>
rejected<broadcasting<xor_op>, X...> logical_xor(X...);
/// 1 where x is 0, else 0. No gradient. The same as !x.
template <class X>
constexpr called<not_call, X> logical_not(X x) { return compose<not_call>(x); }
/// 1 where x is NaN, else 0. No gradient.
template <class X>
constexpr called<isnan_call, X> isnan(X x) { return compose<isnan_call>(x); }
/// 1 where x is inf or -inf, else 0. No gradient.
template <class X>
constexpr called<isinf_call, X> isinf(X x) { return compose<isinf_call>(x); }
/// 1 where x is neither NaN nor infinite, else 0. No gradient.
template <class X>
constexpr called<isfinite_call, X> isfinite(X x) { return compose<isfinite_call>(x); }

// The operators, on terms and on expressions. Both sides are always evaluated.
constexpr term operator&&(term x, term y) { return on_terms<and_op>(x, y); }
constexpr term operator||(term x, term y) { return on_terms<or_op>(x, y); }
constexpr term operator!(term x) { return x.owner ? not_call{}(x) : term(x.number == 0 ? 1 : 0); }

namespace on_expressions {

template <class X, class Y>
  requires Combines<and_op, X, Y>
constexpr combined<and_op, X, Y> operator&&(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<or_op, X, Y>
constexpr combined<or_op, X, Y> operator||(X, Y) {
  return {};
}
template <Expression X>
constexpr applied<not_call, X> operator!(X) {
  return {};
}
template <class X, class Y>
clash<and_op, X, Y> operator&&(X, Y);
template <class X, class Y>
clash<or_op, X, Y> operator||(X, Y);
template <class X, class Y>
plain_number<X, Y> operator&&(X, Y);
template <class X, class Y>
plain_number<X, Y> operator||(X, Y);

}  // namespace on_expressions

}  // namespace tapeless::core
namespace tapeless {
using core::logical_and, core::logical_or, core::logical_xor, core::logical_not, core::isnan, core::isinf,
    core::isfinite;
}  // namespace tapeless
