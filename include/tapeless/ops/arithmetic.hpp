// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/elementwise.hpp>

namespace tapeless {

/// -x   x̄ = -g
struct negate_op {
  static constexpr std::string_view name = "negate";
  template <class T>
  static constexpr T value(T x) {
    return -x;
  }
  static constexpr cotangents pullback(term g, term, term) { return -g; }
  constexpr term operator()(term x) const;
};
/// x + y   x̄ = ȳ = g
struct add_op {
  static constexpr std::string_view name = "add";
  template <class T>
  static constexpr T value(T x, T y) {
    return plus(x, y);
  }
  static constexpr cotangents pullback(term g, term, term, term) { return {g, g}; }
  constexpr term operator()(term x, term y) const;
};
/// x - y   x̄ = g   ȳ = -g
struct subtract_op {
  static constexpr std::string_view name = "subtract";
  template <class T>
  static constexpr T value(T x, T y) {
    return minus(x, y);
  }
  static constexpr cotangents pullback(term g, term, term, term) { return {g, -g}; }
  constexpr term operator()(term x, term y) const;
};
/// x · y, entry by entry   x̄ = g y   ȳ = g x
struct multiply_op {
  static constexpr std::string_view name = "multiply";
  template <class T>
  static constexpr T value(T x, T y) {
    return times(x, y);
  }
  static constexpr cotangents pullback(term g, term, term x, term y) { return {g * y, g * x}; }
  constexpr term operator()(term x, term y) const;
};
/// x / y, entry by entry   x̄ = g / y   ȳ = -x̄ (x / y)   x / 0 is ±inf or NaN
struct divide_op {
  static constexpr std::string_view name = "divide";
  template <class T>
  static constexpr T value(T x, T y) {
    return over(x, y);
  }
  static constexpr cotangents pullback(term g, term q, term, term y) { return {g / y, -(g / y * q)}; }
  constexpr term operator()(term x, term y) const;
};
template <>
struct behind<&describe<negate_op>> : std::type_identity<negate_op> {};
template <>
struct behind<&describe<add_op>> : std::type_identity<add_op> {};
template <>
struct behind<&describe<subtract_op>> : std::type_identity<subtract_op> {};
template <>
struct behind<&describe<multiply_op>> : std::type_identity<multiply_op> {};
template <>
struct behind<&describe<divide_op>> : std::type_identity<divide_op> {};

constexpr term negate_op::operator()(term x) const {
  if (is_zero(x)) return x;                                                   // -zero → zero
  if (is_constant(x)) return constant(*x.owner, -number_of(x), x.shape());    // -(c) → constant
  if (is<negate_op>(x)) return x.operand(0);                                  // -(-x) → x
  if (is<subtract_op>(x)) return x.operand(1) - x.operand(0);                 // -(x - y) → y - x
  return entrywise<negate_op>(x);
}
constexpr term add_op::operator()(term a, term b) const {
  auto const [x, y, fit] = aligned(a, b, "x + y");
  if (!fit || is_zero(y) || is_constant(y, 0)) return x;                      // x + 0 → x
  if (is_zero(x) || is_constant(x, 0)) return y;                              // 0 + y → y
  if (folds<add_op>(x, y)) return folded<add_op>(x, y);                       // c + d → constant
  if (is<negate_op>(y)) return x - y.operand(0);                              // x + (-y) → x - y
  if (is<negate_op>(x)) return y - x.operand(0);                              // (-x) + y → y - x
  if (x == y) return 2 * x;                                                   // x + x → 2 x
  return x.id < y.id ? make<add_op>(x.shape(), 0, x, y) : make<add_op>(x.shape(), 0, y, x);
}
constexpr term subtract_op::operator()(term a, term b) const {
  auto const [x, y, fit] = aligned(a, b, "x - y");
  if (!fit || is_zero(y) || is_constant(y, 0)) return x;                      // x - 0 → x
  if (is_zero(x) || is_constant(x, 0)) return -y;                             // 0 - y → -y
  if (folds<subtract_op>(x, y)) return folded<subtract_op>(x, y);             // c - d → constant
  if (is<negate_op>(y)) return x + y.operand(0);                              // x - (-y) → x + y
  return make<subtract_op>(x.shape(), 0, x, y);
}
constexpr term multiply_op::operator()(term a, term b) const {
  auto const [x, y, fit] = aligned(a, b, "x * y");
  if (!fit || is_zero(x) || is_constant(y, 1)) return x;                      // x · 1 → x, zero · y → zero
  if (is_zero(y) || is_constant(x, 1)) return y;                              // 1 · y → y, x · zero → zero
  if (folds<multiply_op>(x, y)) return folded<multiply_op>(x, y);             // c · d → constant
  if (is_constant(x, -1)) return -y;                                          // -1 · y → -y
  if (is_constant(y, -1)) return -x;                                          // x · -1 → -x
  if (is<negate_op>(x)) return -(x.operand(0) * y);                           // (-x) · y → -(x y)
  if (is<negate_op>(y)) return -(x * y.operand(0));                           // x · (-y) → -(x y)
  return x.id < y.id ? make<multiply_op>(x.shape(), 0, x, y) : make<multiply_op>(x.shape(), 0, y, x);
}
constexpr term divide_op::operator()(term a, term b) const {
  auto const [x, y, fit] = aligned(a, b, "x / y");
  if (!fit || is_zero(x) || is_constant(y, 1)) return x;                      // x / 1 → x, zero / y → zero
  if (folds<divide_op>(x, y)) return folded<divide_op>(x, y);                 // c / d → constant
  if (is<negate_op>(x)) return -(x.operand(0) / y);                           // (-x) / y → -(x / y)
  if (is<negate_op>(y)) return -(x / y.operand(0));                           // x / (-y) → -(x / y)
  return make<divide_op>(x.shape(), 0, x, y);
}

/// -x, x + y, x - y, x * y and x / y entry by entry, with NumPy's broadcasting. Also written as operators.
inline constexpr function<negate_op> negate;
inline constexpr function<add_op> add;
inline constexpr function<subtract_op> subtract;
inline constexpr function<multiply_op> multiply;
inline constexpr function<divide_op> divide;

/// On terms; two plain numbers stay a number.
template <class Op>
constexpr term on_terms(term x, term y) {
  if (!x.owner && !y.owner) return Op::value(x.number, y.number);
  return function<Op>{}(x, y);
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

// Operators on expressions: each once for operands that fit, once for the error's sentence.
template <class X, class Y>
concept Operands = (Expression<X> && (Expression<Y> || IntegralConstant<Y>)) || (IntegralConstant<X> && Expression<Y>);

template <class X, class Y>
  requires Operands<X, Y> && Fits<add_op, X, Y>
constexpr applied<add_op, X, Y> operator+(X, Y) { return {}; }
template <class X, class Y>
  requires Operands<X, Y> && Misfit<add_op, X, Y>
auto operator+(X, Y) -> error<mistake<applied<add_op, X, Y>>>;

template <class X, class Y>
  requires Operands<X, Y> && Fits<subtract_op, X, Y>
constexpr applied<subtract_op, X, Y> operator-(X, Y) { return {}; }
template <class X, class Y>
  requires Operands<X, Y> && Misfit<subtract_op, X, Y>
auto operator-(X, Y) -> error<mistake<applied<subtract_op, X, Y>>>;

template <class X, class Y>
  requires Operands<X, Y> && Fits<multiply_op, X, Y>
constexpr applied<multiply_op, X, Y> operator*(X, Y) { return {}; }
template <class X, class Y>
  requires Operands<X, Y> && Misfit<multiply_op, X, Y>
auto operator*(X, Y) -> error<mistake<applied<multiply_op, X, Y>>>;

template <class X, class Y>
  requires Operands<X, Y> && Fits<divide_op, X, Y>
constexpr applied<divide_op, X, Y> operator/(X, Y) { return {}; }
template <class X, class Y>
  requires Operands<X, Y> && Misfit<divide_op, X, Y>
auto operator/(X, Y) -> error<mistake<applied<divide_op, X, Y>>>;

template <Expression X>
constexpr applied<negate_op, X> operator-(X) { return {}; }

/// A plain number beside an expression has no place in a type.
template <class X, class Y>
struct number_beside {
  static constexpr sentence problem = say(
      "a plain number beside an expression: write it as a literal, as in 2_c * x or 0.5_c * x, or inside of "
      "formula([](auto x) { return 2 * x; }, x)");
};
template <class X, class Y>
concept NumberBeside = (std::is_arithmetic_v<X> && Expression<Y>) || (Expression<X> && std::is_arithmetic_v<Y>);
template <class X, class Y>
  requires NumberBeside<X, Y>
auto operator+(X, Y) -> error<number_beside<X, Y>>;
template <class X, class Y>
  requires NumberBeside<X, Y>
auto operator-(X, Y) -> error<number_beside<X, Y>>;
template <class X, class Y>
  requires NumberBeside<X, Y>
auto operator*(X, Y) -> error<number_beside<X, Y>>;
template <class X, class Y>
  requires NumberBeside<X, Y>
auto operator/(X, Y) -> error<number_beside<X, Y>>;

}  // namespace tapeless
