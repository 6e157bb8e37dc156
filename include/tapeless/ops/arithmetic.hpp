// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/graph/leaf.hpp>
#include <tapeless/ops/where.hpp>

namespace tapeless::core {

// Arithmetic entry by entry, on operands of one shape; operators.hpp adds broadcasting and the operators.

/// Whether no identity can apply to two operands: one look, since most operands are of this kind.
constexpr bool plain(term x, term y) {
  vertex const &v = x.owner->vertices.entries[x.id], &w = x.owner->vertices.entries[y.id];
  return v.op->plain && w.op->plain && x.id != y.id;
}
/// The vertex of a commutative op: operands in the order in which they came to be.
template <class Op>
constexpr term commuting(term x, term y) {
  return x.id < y.id ? entrywise<Op>(x, y) : entrywise<Op>(y, x);
}
/// Two numbers are computed now, as long as the result is a number: folding must not hide an inf or NaN.
template <class Op>
constexpr bool folds(term x, term y) {
  if (!is_constant(x) || !is_constant(y)) return false;
  long double const v = Op::value(number_of(x), number_of(y));
  return v == v && magnitude(v) <= limits<long double>::max();
}
template <class Op>
constexpr term folded(term x, term y) {
  return constant(*x.owner, Op::value(number_of(x), number_of(y)), x.shape());
}

/// c (d y) → (c d) y where a factor is a power of two, which rounds nothing: the product, or none. Only of
/// single entries, where formulas have their last form.
constexpr term with_one_factor(term c, term y);

/// -x   x̄ = -g
struct negate_op {
  static constexpr phrase name = "negate";
  static constexpr bool special = true;
  template <class T>
  static constexpr T value(T x) {
    return -x;
  }
  static constexpr cotangents pullback(term g, term, term) { return negate_op{}(g); }
  constexpr term operator()(term x) const;
};
/// x + y   x̄ = ȳ = g
struct add_op {
  static constexpr phrase name = "add", call = "x + y";
  template <class T>
  static constexpr T value(T x, T y) {
    return plus(x, y);
  }
  static constexpr cotangents pullback(term g, term, term, term) { return {g, g}; }
  constexpr term operator()(term x, term y) const;
};
/// x - y   x̄ = g   ȳ = -g
struct subtract_op {
  static constexpr phrase name = "subtract", call = "x - y";
  template <class T>
  static constexpr T value(T x, T y) {
    return minus(x, y);
  }
  static constexpr cotangents pullback(term g, term, term, term) { return {g, negate_op{}(g)}; }
  constexpr term operator()(term x, term y) const;
};
/// x · y   x̄ = g y   ȳ = g x
struct multiply_op {
  static constexpr phrase name = "multiply", call = "x * y";
  template <class T>
  static constexpr T value(T x, T y) {
    return times(x, y);
  }
  static constexpr cotangents pullback(term g, term, term x, term y) {
    return {multiply_op{}(g, y), multiply_op{}(g, x)};
  }
  constexpr term operator()(term x, term y) const;
};
/// x / y   x̄ = g / y   ȳ = -(g / y) (x / y)   x / 0 is ±inf or NaN
struct divide_op {
  static constexpr phrase name = "divide", call = "x / y";
  template <class T>
  static constexpr T value(T x, T y) {
    return over(x, y);
  }
  static constexpr cotangents pullback(term g, term q, term, term y) {
    term const scaled = divide_op{}(g, y);
    return {scaled, negate_op{}(multiply_op{}(scaled, q))};
  }
  constexpr term operator()(term x, term y) const;
};

/// where(c, -a, zero) or where(c, zero, -b).
constexpr bool is_negative_part(term t) {
  return is_partial(t) && is<negate_op>(is_zero(t.operand(1)) ? t.operand(2) : t.operand(1));
}
constexpr term negate_op::operator()(term x) const {
  if (is_zero(x)) return x;                                                 // -zero → zero
  if (is_constant(x)) return constant(*x.owner, -number_of(x), x.shape());  // -(c) → constant
  if (is<negate_op>(x)) return x.operand(0);                                // -(-x) → x
  if (is<subtract_op>(x)) return subtract_op{}(x.operand(1), x.operand(0)); // -(x - y) → y - x
  if (is_partial(x)) return in_its_branch(x, negate_op{});                  // -where(c, x, zero)
  return entrywise<negate_op>(x);
}
constexpr term add_op::operator()(term x, term y) const {
  if (plain(x, y)) return commuting<add_op>(x, y);
  if (is_zero(y) || is_constant(y, 0)) return x;                            // x + 0 → x
  if (is_zero(x) || is_constant(x, 0)) return y;                            // 0 + y → y
  if (folds<add_op>(x, y)) return folded<add_op>(x, y);                     // c + d → constant
  if (is<negate_op>(y)) return subtract_op{}(x, y.operand(0));              // x + (-y) → x - y
  if (is<negate_op>(x)) return subtract_op{}(y, x.operand(0));              // (-x) + y → y - x
  if (x == y) return multiply_op{}(constant(*x.owner, 2, x.shape()), x);    // x + x → 2 x
  if (are_parts(x, y)) return by_branch(x, y, add_op{});                    // parts of one where
  if (is_negative_part(y)) return subtract_op{}(x, negate_op{}(y));         // x + where(c, zero, -b)
  if (is_negative_part(x)) return subtract_op{}(y, negate_op{}(x));
  return commuting<add_op>(x, y);
}
constexpr term subtract_op::operator()(term x, term y) const {
  if (plain(x, y)) return entrywise<subtract_op>(x, y);
  if (is_zero(y) || is_constant(y, 0)) return x;                            // x - 0 → x
  if (is_zero(x) || is_constant(x, 0)) return negate_op{}(y);               // 0 - y → -y
  if (folds<subtract_op>(x, y)) return folded<subtract_op>(x, y);           // c - d → constant
  if (is<negate_op>(y)) return add_op{}(x, y.operand(0));                   // x - (-y) → x + y
  if (is<negate_op>(x)) return negate_op{}(add_op{}(x.operand(0), y));      // (-x) - y → -(x + y)
  if (are_parts(x, y)) return by_branch(x, y, subtract_op{});               // parts of one where
  if (is_negative_part(y)) return add_op{}(x, negate_op{}(y));              // x - where(c, zero, -b)
  return entrywise<subtract_op>(x, y);
}
constexpr term multiply_op::operator()(term x, term y) const {
  if (plain(x, y)) return commuting<multiply_op>(x, y);
  if (is_zero(x) || is_constant(y, 1)) return x;                            // x · 1 → x, zero · y → zero
  if (is_zero(y) || is_constant(x, 1)) return y;                            // 1 · y → y, x · zero → zero
  if (folds<multiply_op>(x, y)) return folded<multiply_op>(x, y);           // c · d → constant
  if (is_constant(x, -1)) return negate_op{}(y);                            // -1 · y → -y
  if (is_constant(y, -1)) return negate_op{}(x);                            // x · -1 → -x
  if (is<negate_op>(x)) return negate_op{}(multiply_op{}(x.operand(0), y)); // (-x) · y → -(x y)
  if (is<negate_op>(y)) return negate_op{}(multiply_op{}(x, y.operand(0))); // x · (-y) → -(x y)
  if (is_partial(x)) return in_its_branch(x, [y](term a) { return multiply_op{}(a, y); });
  if (is_partial(y)) return in_its_branch(y, [x](term a) { return multiply_op{}(x, a); });
  if (term const t = with_one_factor(x, y); t.owner) return t;              // 2 (c x) → (2 c) x
  if (term const t = with_one_factor(y, x); t.owner) return t;
  return commuting<multiply_op>(x, y);
}
/// Whether a number is a power of two of moderate size.
constexpr bool is_power_of_two(long double c) {
  long double m = magnitude(c);
  if (!(m >= 0x1p-20L && m <= 0x1p20L)) return false;
  while (m > 1) m /= 2;
  while (m < 1) m *= 2;
  return m == 1;
}
constexpr term with_one_factor(term c, term y) {
  if (!is_constant(c) || !is<multiply_op>(y) || !c.owner->over_entries) return {};
  for (int i = 0; i < 2; ++i) {
    term const d = y.operand(i);
    if (!is_constant(d)) continue;
    long double const one = number_of(c), other = number_of(d), size = magnitude(other);
    if (!(size >= 0x1p-20L && size <= 0x1p20L && magnitude(one) >= 0x1p-20L && magnitude(one) <= 0x1p20L))
      return {};
    if (!is_power_of_two(one) && !is_power_of_two(other)) return {};
    return multiply_op{}(constant(*c.owner, one * other, c.shape()), y.operand(1 - i));
  }
  return {};
}
constexpr term divide_op::operator()(term x, term y) const {
  if (is<multiply_op>(x) && is<multiply_op>(y))                             // (2 x) / (2 y) → x / y
    for (int i = 0; i < 4; ++i)
      if (is_constant(x.operand(i & 1), 2) && is_constant(y.operand(i >> 1), 2))
        return divide_op{}(x.operand(1 - (i & 1)), y.operand(1 - (i >> 1)));
  if (plain(x, y)) return entrywise<divide_op>(x, y);
  if (is_zero(x) || is_constant(y, 1)) return x;                            // x / 1 → x, zero / y → zero
  if (folds<divide_op>(x, y)) return folded<divide_op>(x, y);               // c / d → constant
  if (is<negate_op>(x)) return negate_op{}(divide_op{}(x.operand(0), y));   // (-x) / y → -(x / y)
  if (is<negate_op>(y)) return negate_op{}(divide_op{}(x, y.operand(0)));   // x / (-y) → -(x / y)
  if (is_partial(x)) return in_its_branch(x, [y](term a) { return divide_op{}(a, y); });
  return entrywise<divide_op>(x, y);
}

// What kernels add and multiply with, when they run on terms.
constexpr term plus(term x, term y) { return add_op{}(x, y); }
constexpr term minus(term x, term y) { return subtract_op{}(x, y); }
constexpr term times(term x, term y) { return multiply_op{}(x, y); }

}  // namespace tapeless::core
