// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/residue.hpp>

namespace tapeless::core::exact {

/// What stands for one entry of a tensor: its value at a point modulo p, as a multiple of a root whose square
/// is known, and what it is as an exponent, modulo q.
struct image {
  residue value = 0, exponent = 0;
  residue root = 1, square = 1;
  residue excess = 1;  ///< e to this is g^exponent times so much: of logarithms, whose exponents are unknown
  residue log_value = 0, log_exponent = 0;
  residue exponent_root = 0;  ///< of a variable: the number whose square its exponent is; else 0
  int powers = 0;          ///< it is positive: a sum of so many powers, whose logarithms add up to these
  bool has_power = false;  ///< it is g^log_exponent
  bool truth = false;      ///< it is 0 or 1
  bool rational = true;    ///< of the variables, without another function

  constexpr residue whole() const { return root == 1 ? value : product_of<p>(value, root); }
  constexpr bool positive() const { return powers > 0; }
};

/// Arithmetic on images. Exponents follow the arithmetic of values; or, for what is not rational, they are
/// told by the value alone: each of the two finds equalities that the other misses.
struct calculus {
  bool exponents = true;  ///< whether any function asks for them
  bool by_value = false;
  bool rewriting = false;         ///< what is equal takes the other's place, so that conventions count
  bool sound = true;              ///< nothing was divided by 0
  residue last = 1, inverse = 1;  ///< the last quotient's denominator: entries often share one

  constexpr image settled(image y) const {
    if (!by_value || !exponents || y.rational) return y;
    residue const before = y.exponent;
    y.exponent = scrambled<q>(y.whole(), 1);
    if (y.excess != 1) y.excess = product_of<p>(y.excess, exponential(difference_of<q>(before, y.exponent)));
    return y;
  }
  /// What only its keys are known of.
  constexpr image unknown(residue key, residue more) const {
    image y{scrambled<p>(key, more)};
    y.exponent = scrambled<q>(y.value, 1);
    y.rational = false;
    return y;
  }
  constexpr image number(residue value, residue exponent) const {
    image y{value};
    y.exponent = exponent;
    return y;
  }
  /// A whole number above 0.
  constexpr image whole_number(residue n) const { return above_zero(number(n, n)); }
  /// A number of which only the key is known, as g^log_exponent.
  constexpr image power(residue key, residue more) const {
    residue const log = scrambled<q>(key, more), root = scrambled<q>(key + 1, more);
    image y = number(exponential(log), product_of<q>(root, root));
    y.log_exponent = log;
    y.exponent_root = root;
    y.has_power = true;
    return y;
  }
  /// The same, positive.
  constexpr image positive_power(residue key, residue more) const {
    image y = power(key, more);
    y.log_value = scrambled<p>(y.value, 2);
    y.powers = 1;
    return y;
  }
  /// What is positive, with a logarithm that its value tells.
  constexpr image above_zero(image x) const {
    x.powers = 1;
    x.has_power = x.whole() == 1;
    x.log_value = x.has_power ? 0 : scrambled<p>(x.whole(), 2);
    x.log_exponent = x.has_power ? 0 : scrambled<q>(x.whole(), 3);
    return x;
  }

  constexpr image negative(image x) const {
    x.value = opposite_of<p>(x.value);
    x.exponent = opposite_of<q>(x.exponent);
    if (x.excess != 1) x.excess = inverse_of<p>(x.excess);
    x.powers = 0;
    x.has_power = false;
    x.exponent_root = 0;
    return settled(x);
  }
  constexpr image plus(image const& a, image const& b) const {
    image y{a.value};
    if (a.root == b.root) y.value = sum_of<p>(a.value, b.value), y.root = a.root, y.square = a.square;
    else y.value = sum_of<p>(a.whole(), b.whole());
    if (!exponents) return y;
    y.exponent = sum_of<q>(a.exponent, b.exponent);
    y.rational = a.rational && b.rational;
    if (a.excess != 1 || b.excess != 1) y.excess = product_of<p>(a.excess, b.excess);
    if (a.positive() && b.positive()) {
      bool const of_powers = (a.powers > 1 || a.has_power) && (b.powers > 1 || b.has_power);
      if (!of_powers) return settled(above_zero(y));
      y.powers = a.powers + b.powers;
      y.log_value = sum_of<p>(a.log_value, b.log_value);
      y.log_exponent = sum_of<q>(a.log_exponent, b.log_exponent);
    }
    return by_value ? settled(y) : y;
  }
  constexpr image minus(image const& a, image const& b) const { return plus(a, negative(b)); }
  constexpr image times(image const& a, image const& b) const {
    image y{product_of<p>(a.value, b.value)};
    if (a.root != 1 || b.root != 1) {
      if (a.root == b.root) y.value = product_of<p>(y.value, a.square);
      else y.root = product_of<p>(a.root, b.root), y.square = product_of<p>(a.square, b.square);
    }
    if (!exponents) return y;
    y.exponent = product_of<q>(a.exponent, b.exponent);
    y.rational = a.rational && b.rational;
    if (a.excess != 1 || b.excess != 1) y.excess = excess_of_product(a, b);
    if (a.positive() && b.positive()) {
      image const l = with_logarithm(a), m = with_logarithm(b);
      y.powers = 1;
      y.has_power = a.has_power && b.has_power;
      y.log_value = sum_of<p>(l.log_value, m.log_value);
      y.log_exponent = sum_of<q>(l.log_exponent, m.log_exponent);
    }
    return by_value ? settled(y) : y;
  }
  constexpr image inverted(image const& x) {
    image y = with_logarithm(x);
    residue const d = product_of<p>(x.value, x.square);
    sound = sound && d != 0;
    if (d != last && d != 0) last = d, inverse = inverse_of<p>(d);
    y.value = inverse;
    y.excess = 1;
    y.exponent_root = 0;
    if (!exponents) return y;
    y.exponent = x.exponent == 0 ? scrambled<q>(y.value, 1) : inverse_of<q>(x.exponent);
    y.log_value = opposite_of<p>(y.log_value);
    y.log_exponent = opposite_of<q>(y.log_exponent);
    return settled(y);
  }
  constexpr image over(image const& a, image const& b) { return times(a, inverted(b)); }
  constexpr image powered(image x, long long n) {
    if (n < 0) return powered(inverted(x), -n);
    image y = whole_number(1);
    for (; n > 0; n /= 2, x = times(x, x))
      if (n % 2 == 1) y = times(y, x);
    return y;
  }

  constexpr image log(image const& x) const {
    image const l = with_logarithm(x);
    image y{l.positive() ? l.log_value : x.whole() == 1 ? 0 : scrambled<p>(x.whole(), 2)};
    y.exponent = x.whole() == 1 ? 0 : log_exponent(l);
    y.rational = false;
    if (!x.has_power) y.excess = product_of<p>(x.whole(), exponential(opposite_of<q>(y.exponent)));
    return settled(y);
  }
  constexpr image exp(image const& x) const {
    image y{exponential(x.exponent)};
    if (x.excess != 1) y.value = product_of<p>(y.value, x.excess);
    y.log_value = x.whole(), y.log_exponent = x.exponent;
    y.powers = 1;
    y.has_power = x.excess == 1;
    y.rational = false;
    y.exponent = scrambled<q>(y.value, 1);
    return y;
  }
  /// x^y as e^(y ln x), where x is positive.
  constexpr image power_of_any(image const& x, image const& y) const {
    image const l = with_logarithm(x);
    image e{product_of<p>(y.whole(), log(x).whole())};
    e.exponent = product_of<q>(y.exponent, log_exponent(l));
    image z = exp(e);
    if (!x.positive()) z.powers = 0, z.has_power = false;  // of a negative x, (x^y)^z is not x^(y z)
    return z;
  }
  /// √x, whose square is x.
  constexpr image sqrt(image const& x) const {
    image const l = with_logarithm(x);
    image y{1};
    y.log_value = product_of<p>(l.log_value, half);
    y.log_exponent = product_of<q>(log_exponent(l), (q + 1) / 2);
    y.root = exponential(y.log_exponent);
    y.square = x.whole();
    y.powers = x.positive();
    y.has_power = x.has_power;
    y.rational = false;
    y.exponent = x.exponent_root != 0 ? x.exponent_root : scrambled<q>(y.root, 1);
    return y;
  }

private:
  /// The logarithm of a sum of powers, from their mean: ln Σ e^(a + c) is c + ln Σ e^a, in any order.
  static constexpr image with_logarithm(image x) {
    if (x.powers < 2) return x;
    residue const n = residue(x.powers);
    x.powers = 1;
    x.log_value = product_of<p>(x.log_value, inverse_of<p>(n));
    x.log_exponent = product_of<q>(x.log_exponent, inverse_of<q>(n));
    residue const rest = product_of<p>(x.whole(), exponential(opposite_of<q>(x.log_exponent)));
    x.log_value = sum_of<p>(x.log_value, scrambled<p>(rest, 2));
    x.log_exponent = sum_of<q>(x.log_exponent, scrambled<q>(rest, 3));
    return x;
  }
  /// The logarithm of x as an exponent: x is positive where it is asked for.
  static constexpr residue log_exponent(image const& x) {
    return x.positive() || x.has_power ? x.log_exponent : scrambled<q>(x.whole(), 3);
  }
  /// Of a small whole multiple; of another product nothing is known.
  static constexpr residue excess_of_product(image const& a, image const& b) {
    image const &n = a.rational ? a : b, &x = a.rational ? b : a;
    return n.rational && n.root == 1 && n.value == n.exponent && n.value <= 16
               ? power_of<p>(x.excess, n.value)
               : 1;
  }
};

}  // namespace tapeless::core::exact
