// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/elementwise.hpp>

namespace tapeless::core {

/// -x, x + y, x - y, x * y and x / y entry by entry, with NumPy's broadcasting; the same as the operators.
template <class X>
constexpr called<negate_op, X> negate(X x) { return compose<negate_op>(x); }
template <class... X>
constexpr called<broadcasting<add_op>, X...> add(X... x) { return compose<broadcasting<add_op>>(x...); }
template <class... X>
rejected<broadcasting<add_op>, X...> add(X...);
template <class... X>
constexpr called<broadcasting<subtract_op>, X...> subtract(X... x) {
  return compose<broadcasting<subtract_op>>(x...);
}
template <class... X>
rejected<broadcasting<subtract_op>, X...> subtract(X...);
template <class... X>
constexpr called<broadcasting<multiply_op>, X...> multiply(X... x) {
  return compose<broadcasting<multiply_op>>(x...);
}
template <class... X>
rejected<broadcasting<multiply_op>, X...> multiply(X...);
template <class... X>
constexpr called<broadcasting<divide_op>, X...> divide(X... x) {
  return compose<broadcasting<divide_op>>(x...);
}
template <class... X>
rejected<broadcasting<divide_op>, X...> divide(X...);

/// An operator on terms; two plain numbers stay a number.
template <class Op>
constexpr term on_terms(term x, term y) {
  if (x.owner && y.owner) return broadcasting<Op>{}(x, y);
  if (!x.owner && !y.owner) {
    if (x.pending || y.pending) cannot_be("an operator needs a term of the formula on one side at least");
    return Op::value(x.number, y.number);
  }
  return x.owner ? broadcasting<Op>{}(x, attached(*x.owner, y))
                 : broadcasting<Op>{}(attached(*y.owner, x), y);
}
constexpr term operator+(term x, term y) { return on_terms<add_op>(x, y); }
constexpr term operator-(term x, term y) { return on_terms<subtract_op>(x, y); }
constexpr term operator*(term x, term y) { return on_terms<multiply_op>(x, y); }
constexpr term operator/(term x, term y) { return on_terms<divide_op>(x, y); }
constexpr term operator-(term x) { return x.owner ? negate_op{}(x) : term(-x.number); }
constexpr term& operator+=(term& x, term y) { return x = x + y; }
constexpr term& operator-=(term& x, term y) { return x = x - y; }
constexpr term& operator*=(term& x, term y) { return x = x * y; }
constexpr term& operator/=(term& x, term y) { return x = x / y; }

// Operators on expressions: each once for operands that fit, once for the sentence of the error.
template <class X, class Y>
concept Operands = (Expression<X> && (Expression<Y> || IntegralConstant<Y>)) ||
                   (IntegralConstant<X> && Expression<Y>);
template <class Op, class X, class Y>
concept Combines = Operands<X, Y> && Fits<broadcasting<Op>, X, Y>;
template <class Op, class X, class Y>
concept Clashes = Operands<X, Y> && Misfit<broadcasting<Op>, X, Y>;
template <class Op, class X, class Y>
using combined = applied<broadcasting<Op>, X, Y>;
/// The error of a call that cannot be. Its constraint stands here: that of a function is looked at after its
/// return type, and clang would compose a sentence at every operator.
template <class Op, class X, class Y>
  requires Clashes<Op, X, Y>
using clash = error<mistake<combined<Op, X, Y>>>;

/// A plain number or a tensor beside an expression: it has no place in a type.
template <class X, class Y>
struct plain_beside {
  static constexpr sentence problem =
      std::is_arithmetic_v<X> || std::is_arithmetic_v<Y>
          ? say("a plain number beside an expression: write it as a literal, as in 2_c * x or 0.5_c * x, or "
                "inside of formula([](auto x) { return 2 * x; }, x)")
          : say("a tensor beside an expression: a formula has a variable in its place, to which it is bound "
                "by evaluate(f, x = value)");
};
template <class X, class Y>
concept PlainBeside = (Plain<X> && Expression<Y>) || (Expression<X> && Plain<Y>);
template <class X, class Y>
  requires PlainBeside<X, Y>
using plain_number = error<plain_beside<X, Y>>;

namespace on_expressions {

template <class X, class Y>
  requires Combines<add_op, X, Y>
constexpr combined<add_op, X, Y> operator+(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<subtract_op, X, Y>
constexpr combined<subtract_op, X, Y> operator-(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<multiply_op, X, Y>
constexpr combined<multiply_op, X, Y> operator*(X, Y) {
  return {};
}
template <class X, class Y>
  requires Combines<divide_op, X, Y>
constexpr combined<divide_op, X, Y> operator/(X, Y) {
  return {};
}
template <Expression X>
constexpr applied<negate_op, X> operator-(X) {
  return {};
}

template <class X, class Y>
clash<add_op, X, Y> operator+(X, Y);
template <class X, class Y>
clash<subtract_op, X, Y> operator-(X, Y);
template <class X, class Y>
clash<multiply_op, X, Y> operator*(X, Y);
template <class X, class Y>
clash<divide_op, X, Y> operator/(X, Y);
template <class X, class Y>
plain_number<X, Y> operator+(X, Y);
template <class X, class Y>
plain_number<X, Y> operator-(X, Y);
template <class X, class Y>
plain_number<X, Y> operator*(X, Y);
template <class X, class Y>
plain_number<X, Y> operator/(X, Y);

}  // namespace on_expressions

}  // namespace tapeless::core
namespace tapeless {
using core::negate, core::add, core::subtract, core::multiply, core::divide;
}  // namespace tapeless
