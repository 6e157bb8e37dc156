// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/image.hpp>
#include <tapeless/equality/ratio.hpp>
#include <tapeless/ops/ops.hpp>

namespace tapeless::core::exact {

// The image of each elementwise op, from those of its operands. What is not listed is unknown: equal only for
// equal operands.

using entry_rule = image (*)(calculus& c, image const* x, long long with);

/// A function of which only f(-x) = -f(x) is known.
template <auto const& Op>
constexpr image odd(calculus& c, image const* x, long long) {
  residue const a = x[0].whole();
  return c.times(x[0], c.unknown(product_of<p>(a, a), mix(Op.key, 7)));
}

/// Whether something is 0 or 1 at every point.
constexpr bool is_truth(image const& x) {
  return x.truth || x.whole() == 0 || (x.rational && x.whole() == 1 && x.exponent <= 1);
}
constexpr image as_truth(image x) {
  x.truth = true;
  return x;
}
constexpr image otherwise(calculus& c, image const& x) {
  image y = c.minus(c.whole_number(1), x);
  y.truth = is_truth(x);
  return y;
}
/// 1 where d < 0: nothing is known of it but which difference it is.
constexpr image is_below(calculus const& c, image const& d) { return as_truth(c.unknown(d.whole(), 11)); }
/// 1 where d = 0, which is as true of -d.
constexpr image is_nothing(calculus& c, image const& d) {
  if (is_truth(d)) return otherwise(c, d);
  return as_truth(c.unknown(product_of<p>(d.whole(), d.whole()), 13));
}
/// x or y by a condition that holds where it is not 0.
constexpr image chosen(calculus& c, image const& condition, image const& x, image const& y) {
  image const taken = is_truth(condition) ? condition : otherwise(c, is_nothing(c, condition));
  image z = c.plus(y, c.times(taken, c.minus(x, y)));
  z.truth = is_truth(x) && is_truth(y);
  return z;
}
constexpr image less_than(calculus& c, image const& x, image const& y) {
  if (x.whole() == 0 && y.positive()) return as_truth(c.whole_number(1));
  image const d = c.minus(x, y);
  return d.whole() == 0 || (y.whole() == 0 && x.positive()) ? image{} : is_below(c, d);
}
/// x where it is above 0, else 0.
constexpr image above_nothing(calculus& c, image const& x) { return c.times(x, less_than(c, image{}, x)); }
/// |x|, as x times its sign, whose square is 1 where x is not 0.
constexpr image signed_one(calculus& c, image const& x) {
  return c.minus(less_than(c, image{}, x), less_than(c, x, image{}));
}
constexpr image absolute(calculus& c, image const& x) {
  if (x.positive()) return x;
  image sign{1};
  sign.root = signed_one(c, x).whole();
  sign.rational = false;
  image y = c.times(x, sign);
  y.exponent = scrambled<q>(y.whole(), 1);
  return y;
}
/// x^y: for a number y, whole powers are multiplied out, and a half is a root.
constexpr image raised(calculus& c, image const& x, image const& y) {
  residue const twice = sum_of<p>(y.whole(), y.whole());
  bool const below = twice > p / 2;
  long long const halves = static_cast<long long>(below ? p - twice : twice) * (below ? -1 : 1);
  residue const exponent = below ? q - residue(-halves) % q : residue(halves) % q;
  if (halves < -64 || halves > 64 || !y.rational || sum_of<q>(y.exponent, y.exponent) != exponent)
    return c.power_of_any(x, y);
  image const whole = c.powered(x, (halves - (halves & 1)) / 2);
  return halves & 1 ? c.times(whole, c.sqrt(x)) : whole;
}
constexpr image sine(calculus const& c, image const& x, bool co) {
  residue const e = circular(x.exponent), back = circular(opposite_of<q>(x.exponent));
  residue const twice = co ? sum_of<p>(e, back) : product_of<p>(difference_of<p>(back, e), imaginary);
  image y = c.unknown(0, 0);
  y.value = product_of<p>(twice, half);
  y.exponent = scrambled<q>(y.value, 1);
  return y;
}

/// e^(2x) and the quotients that it makes up.
constexpr image exp_of(calculus& c, image const& x, image const& factor) { return c.exp(c.times(factor, x)); }
constexpr image one_plus(calculus& c, image const& x) { return c.plus(c.whole_number(1), x); }
constexpr image sigmoid_of(calculus& c, image const& x) {
  return c.inverted(one_plus(c, c.exp(c.negative(x))));
}
constexpr image tanh_of(calculus& c, image const& x) {
  image const e = exp_of(c, x, c.whole_number(2)), one = c.whole_number(1);
  return c.over(c.minus(e, one), c.plus(e, one));
}
constexpr image cosh_or_sinh(calculus& c, image const& x, bool sinh) {
  image const e = c.exp(x), back = c.inverted(e);
  return c.over(sinh ? c.minus(e, back) : c.plus(e, back), c.whole_number(2));
}
constexpr image softplus_of(calculus& c, image const& x) { return c.log(one_plus(c, c.exp(x))); }
/// e^(-x² / n)
constexpr image bell(calculus& c, image const& x, residue n) {
  return c.exp(c.negative(c.over(c.times(x, x), c.whole_number(n))));
}
/// erf x as an odd function of which no more is known, and (1 + erf(x/√2))/2.
constexpr image error_function_of(calculus& c, image const& x) {
  return odd<describe<erf_op>>(c, &x, 0);
}
constexpr image probability_below(calculus& c, image const& x) {
  image const two = c.whole_number(2);
  return c.over(one_plus(c, error_function_of(c, c.over(x, c.sqrt(two)))), two);
}
/// A condition that chooses between two ways to one value, or what is taken for a slope where there is none:
/// to equality it never holds; where code is rewritten it is an unknown.
template <auto const& Op>
constexpr image convention(calculus& c, image const* x, long long) {
  residue const key = scrambled<p>(x[0].whole(), x[1].whole());
  return c.rewriting ? as_truth(c.unknown(key, mix(Op.key, 7))) : image{};
}
constexpr image greatest_of_two(calculus& c, image const& x, image const& y) {
  image const d = c.minus(x, y), sum = c.plus(x, y);
  if (x.whole() == 0) return above_nothing(c, y);
  if (y.whole() == 0) return above_nothing(c, x);
  return c.over(c.plus(sum, absolute(c, d)), c.whole_number(2));
}

struct elementwise_rule {
  operation const* op;
  entry_rule of;
};
template <class Op>
constexpr elementwise_rule when(entry_rule f) {
  return {&describe<Op>, f};
}
using C = calculus;
using X = image const*;
using N = long long;

inline constexpr elementwise_rule rules[]{
    when<add_op>([](C& c, X x, N) { return c.plus(x[0], x[1]); }),
    when<multiply_op>([](C& c, X x, N) { return c.times(x[0], x[1]); }),
    when<subtract_op>([](C& c, X x, N) { return c.minus(x[0], x[1]); }),
    when<negate_op>([](C& c, X x, N) { return c.negative(x[0]); }),
    when<divide_op>([](C& c, X x, N) { return c.over(x[0], x[1]); }),
    when<square_op>([](C& c, X x, N) { return c.times(x[0], x[0]); }),
    when<power_op>([](C& c, X x, N n) { return c.powered(x[0], n); }),
    when<pow_op>([](C& c, X x, N) { return raised(c, x[0], x[1]); }),
    when<lerp_op>([](C& c, X x, N) { return c.plus(x[0], c.times(x[2], c.minus(x[1], x[0]))); }),
    // roots
    when<sqrt_op>([](C& c, X x, N) { return c.sqrt(x[0]); }),
    when<root_of_squares_op>([](C& c, X x, N) { return c.sqrt(x[0]); }),
    when<rsqrt_op>([](C& c, X x, N) { return c.inverted(c.sqrt(x[0])); }),
    when<hypot_op>([](C& c, X x, N) { return c.sqrt(c.plus(c.times(x[0], x[0]), c.times(x[1], x[1]))); }),
    when<over_squares_op>(
        [](C& c, X x, N) { return c.over(x[0], c.plus(c.times(x[0], x[0]), c.times(x[1], x[1]))); }),
    // exponentials and logarithms
    when<exp_op>([](C& c, X x, N) { return c.exp(x[0]); }),
    when<expm1_op>([](C& c, X x, N) { return c.minus(c.exp(x[0]), c.whole_number(1)); }),
    when<exp2_op>(
        [](C& c, X x, N) { return exp_of(c, x[0], ratio::of(c, std::numbers::ln2_v<long double>)); }),
    when<gaussian_op>([](C& c, X x, N) { return bell(c, x[0], 1); }),
    when<normal_pdf_op>([](C& c, X x, N) {
      return c.times(ratio::of(c, 0.398942280401432677939946059934381868L), bell(c, x[0], 2));
    }),
    when<log_op>([](C& c, X x, N) { return c.log(x[0]); }),
    when<log1p_op>([](C& c, X x, N) { return c.log(one_plus(c, x[0])); }),
    when<log2_op>(
        [](C& c, X x, N) { return c.times(c.log(x[0]), ratio::of(c, std::numbers::log2e_v<long double>)); }),
    when<log10_op>(
        [](C& c, X x, N) { return c.times(c.log(x[0]), ratio::of(c, std::numbers::log10e_v<long double>)); }),
    when<xlogy_op>([](C& c, X x, N) { return c.times(x[0], c.log(x[1])); }),
    when<logaddexp_op>([](C& c, X x, N) { return c.log(c.plus(c.exp(x[0]), c.exp(x[1]))); }),
    when<sigmoid_op>([](C& c, X x, N) { return sigmoid_of(c, x[0]); }),
    when<logistic_pdf_op>([](C& c, X x, N) {
      image const y = sigmoid_of(c, x[0]);
      return c.times(y, otherwise(c, y));
    }),
    when<logsigmoid_op>([](C& c, X x, N) { return c.log(sigmoid_of(c, x[0])); }),
    when<softplus_op>([](C& c, X x, N) { return softplus_of(c, x[0]); }),
    when<logit_op>([](C& c, X x, N) { return c.minus(c.log(x[0]), c.log(otherwise(c, x[0]))); }),
    // hyperbolic and trigonometric functions
    when<tanh_op>([](C& c, X x, N) { return tanh_of(c, x[0]); }),
    when<sech2_op>([](C& c, X x, N) {
      image const y = c.inverted(cosh_or_sinh(c, x[0], false));
      return c.times(y, y);
    }),
    when<cosh_op>([](C& c, X x, N) { return cosh_or_sinh(c, x[0], false); }),
    when<sinh_op>([](C& c, X x, N) { return cosh_or_sinh(c, x[0], true); }),
    when<tanhshrink_op>([](C& c, X x, N) { return c.minus(x[0], tanh_of(c, x[0])); }),
    when<sin_op>([](C& c, X x, N) { return sine(c, x[0], false); }),
    when<cos_op>([](C& c, X x, N) { return sine(c, x[0], true); }),
    when<tan_op>([](C& c, X x, N) { return c.over(sine(c, x[0], false), sine(c, x[0], true)); }),
    // odd functions of which no more is used
    when<erf_op>(odd<describe<erf_op>>),
    when<erfinv_op>(odd<describe<erfinv_op>>),
    when<erfc_op>([](C& c, X x, N) { return otherwise(c, error_function_of(c, x[0])); }),
    when<normal_cdf_op>([](C& c, X x, N) { return probability_below(c, x[0]); }),
    when<cbrt_op>(odd<describe<cbrt_op>>),
    when<asin_op>(odd<describe<asin_op>>),
    when<atan_op>(odd<describe<atan_op>>),
    when<asinh_op>(odd<describe<asinh_op>>),
    when<atanh_op>(odd<describe<atanh_op>>),
    // comparisons and choices
    when<where_op>([](C& c, X x, N) { return chosen(c, x[0], x[1], x[2]); }),
    when<less_op>([](C& c, X x, N) { return less_than(c, x[0], x[1]); }),
    when<less_equal_op>([](C& c, X x, N) { return otherwise(c, less_than(c, x[1], x[0])); }),
    when<equal_op>([](C& c, X x, N) { return is_nothing(c, c.minus(x[0], x[1])); }),
    when<not_equal_op>([](C& c, X x, N) { return otherwise(c, is_nothing(c, c.minus(x[0], x[1]))); }),
    when<relu_op>([](C& c, X x, N) { return above_nothing(c, x[0]); }),
    when<abs_op>([](C& c, X x, N) { return absolute(c, x[0]); }),
    when<sign_op>([](C& c, X x, N) { return signed_one(c, x[0]); }),
    when<softsign_op>([](C& c, X x, N) { return c.over(x[0], one_plus(c, absolute(c, x[0]))); }),
    when<extreme_op<false, tie::halves>>([](C& c, X x, N) { return greatest_of_two(c, x[0], x[1]); }),
    when<extreme_op<true, tie::halves>>(
        [](C& c, X x, N) { return c.negative(greatest_of_two(c, c.negative(x[0]), c.negative(x[1]))); }),
    when<gate_op>([](C& c, X x, N) { return c.times(x[0], x[1]); }),
    when<bounded_op<vanishing>>([](C&, X x, N) { return x[0]; }),
    when<bounded_op<60>>([](C&, X x, N) { return x[0]; }),
    when<at_origin_op>(convention<describe<at_origin_op>>),
    when<majority_op>(convention<describe<majority_op>>),
    when<flat_power_op>(convention<describe<flat_power_op>>),
};

}  // namespace tapeless::core::exact
