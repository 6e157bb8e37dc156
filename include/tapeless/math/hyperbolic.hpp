// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

// (tanh x - x)/x³ for |x| ≤ 0.5625 and |x| ≤ 0.2555, (sinh x - x)/x³ for |x| ≤ 1, in x², by Remez:
// tests/accuracy/coefficients.py hyperbolic
inline constexpr double tanh_tail[]{-0.33333333333333331, 0.13333333333332437, -0.053968253967105771,
    0.021869488478837035, -0.0088632340600196171, 0.0035921059861606982, -0.0014556272381309487,
    0.0005887682053512225, -0.00023414450485169814, 8.4323129658494389e-05, -2.0063343937250185e-05};
inline constexpr float tanh_tail_f[]{-0.333333343f, 0.133333221f, -0.0539641753f, 0.0218129009f,
    -0.0085028559f, 0.00249217614f};
inline constexpr double tanh_near_zero[]{-0.33333333333332643, 0.13333333333058697, -0.053968253601414037,
    0.021869465334128497, -0.0088624501140914073, 0.0035774677272280278, -0.0013126107488090216};
inline constexpr float tanh_near_zero_f[]{-0.333333313f, 0.133331776f, -0.0538954586f, 0.0205199718f};
inline constexpr double sinh_tail[]{0.16666666666666666, 0.0083333333333332985, 0.00019841269841324233,
    2.7557319191367505e-06, 2.5052117698576896e-08, 1.6057679394439224e-10, 7.7461859795695333e-13};
inline constexpr float sinh_tail_f[]{0.166666672f, 0.00833333936f, 0.000198380993f, 2.80629592e-06f};

/// x + x³·tail(x²) with the type's own coefficients.
template <auto const& C, auto const& Cf, Lane V>
[[gnu::always_inline]] inline constexpr V odd_polynomial(V x) {
  V const z = x * x;
  if constexpr (sizeof(scalar_of<V>) == 4) return x + x * (z * polynomial<Cf>(z));
  else return x + x * (z * polynomial<C>(z));
}

/// Of tanh a for a ≥ 0 the part that is computed: tanh a itself where it is `small`, below 1/2, else
/// 1 - tanh a, relatively accurate where it is subnormal too. With a = k/2 log 2 + b, t = tanh b, s = 2^-k,
/// tanh a is (1 - s + (1 + s) t)/(1 + s + (1 - s) t), and 1 - tanh a is 2 s (1 - t) over the same. Where k is
/// 0, tanh a is t; where it is 1, above 1/4, so that little cancels: b is from -0.0914 to 0.2555. Of one part
/// tanh and sech² are made, so compilers compute it once for both.
template <Lane V>
struct tanh_part {
  V part;
  mask_of<V> small;
  [[gnu::always_inline]] constexpr explicit tanh_part(V a);
};
template <Lane V>
[[gnu::always_inline]] inline constexpr tanh_part<V>::tanh_part(V a) : small(a < scalar_of<V>(0.5493)) {
  using T = scalar_of<V>;
  using F = exponential_facts<T>;
  constexpr bool single = sizeof(T) == 4;
  constexpr T most = single ? T(54) : T(378);  // from there on the rest rounds to 0
  constexpr int up = single ? 32 : 100;        // s times 2^up is normal
  constexpr T down = single ? T(0x1p-32) : T(0x1p-100);
  V const c = minimum(fill<V>(most), a);
  V const to_whole = fence<V>((c * (T(2) * F::log2e) - T(0.237)) + F::rounder);
  V const k = fence<V>(to_whole - F::rounder);
  V const b = fence<V>(c - k * (T(0.5) * F::ln2_hi)) - k * (T(0.5) * F::ln2_lo);
  V const t = odd_polynomial<tanh_near_zero, tanh_near_zero_f>(b);
  V const scaled = real<V>((scalar_of<bits_of<V>>(F::bias + up) - bits(to_whole)) << F::mantissa);
  V const s = scaled * down, twice = scaled * (T(2) * down), less = T(1) - s, more = T(1) + s;
  part = select(small, less + more * t, twice - twice * t) / (more + less * t);
}

/// tanh x, below 2 ulp.
template <Lane V>
[[gnu::always_inline]] inline constexpr V tanh(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (x != x || a < limits<T>::epsilon() / 16) return x;
    if (a > 60) return with_sign(T(1), x);
    double_word<T> const m = exponential_minus_one(double_word<T>{2 * a, 0});
    double_word<T> const y = m / (m + T(2));
    return with_sign(y.hi + y.lo, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    tanh_part<V> const y(a);
    return real<V>(bits(select(y.small, y.part, T(1) - y.part)) | (bits(x) ^ bits(a)));  // with x's sign
  }
}
/// 1/cosh² x = 1 - tanh² x, below 3.5 ulp; 0 at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V sech2(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (!(a < 12000)) return x != x ? x : V(0);
    V const t = exp<V>(-2 * a), d = 1 + t;
    return 4 * t / (d * d);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    tanh_part<V> const y(a);
    return select(y.small, T(1) - y.part * y.part, y.part * (T(2) - y.part));
  }
}

/// (e^a ± e^-a)/2 for a ≥ 0, below 1 ulp: the sum is formed before its rounding and the scaling by 2^k.
template <Lane V>
[[gnu::always_inline]] inline constexpr V half_sum_of_exponentials(V a, bool minus) {
  using T = scalar_of<V>;
  constexpr T most = sizeof(T) == 4 ? T(90) : T(711);
  exponential_parts<V> const e(minimum(fill<V>(most), a), fill<V>(T(0)));
  double_word<V> const y = quick_two_sum(fill<V>(T(1)), e.hi);
  V const inverse = T(1) / e.power.first / e.power.second, q = inverse * inverse / (y.hi + (y.lo + e.lo));
  double_word<V> const sum = quick_two_sum<V>(y.hi, minus ? -q : q);
  return (sum.hi + (sum.lo + (y.lo + e.lo))) * (T(0.5) * e.power.first) * e.power.second;
}
template <class T>
constexpr double_word<T> half_sum_of_exponentials_extended(T a, T sign) {
  double_word<T> const y = exponential_minus_one(double_word<T>{a, 0}) + T(1);
  double_word<T> const q = double_word<T>{sign, 0} / y, sum = y + q;
  return {sum.hi / 2, sum.lo / 2};
}
/// The greatest arguments whose hyperbolic sine and cosine are finite.
template <class T>
inline constexpr T hyperbolic_overflow = sizeof(T) == 4 ? T(0x1.65a9f8p+6) : T(0x1.633ce8fb9f87dp+9);

/// cosh x, below 1 ulp. ∞ at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V cosh(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (x != x || a > 12000) return x != x ? x : infinity<T>;
    if (a > 100) {
      auto e = exponential(double_word<T>{a, 0});
      return e.k -= 1, e.rounded();
    }
    return half_sum_of_exponentials_extended(a, T(1)).hi;
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && !(a <= hyperbolic_overflow<T>)) return x != x ? x : infinity<T>;
    return half_sum_of_exponentials(a, false);
  }
}
/// sinh x, below 1 ulp. -0 at -0, ±∞ at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V sinh(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (!(a < 12000)) return x != x ? x : with_sign(infinity<T>, x);
    if (a < limits<T>::epsilon() / 16) return x;
    if (a > 100) {
      auto e = exponential(double_word<T>{a, 0});
      return e.k -= 1, with_sign(e.rounded(), x);
    }
    if (a > 1) return with_sign(half_sum_of_exponentials_extended(a, T(-1)).hi, x);
    double_word<T> const m = exponential_minus_one(double_word<T>{a, 0}), y = m + m / (m + T(1));
    return with_sign(y.hi / 2, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && !(a <= hyperbolic_overflow<T>))
        return x != x ? x : with_sign(infinity<T>, x);
    V const large = half_sum_of_exponentials(a, true);
    return with_sign(
        select(a < T(1), odd_polynomial<sinh_tail, sinh_tail_f>(select(a < T(1), a, fill<V>(T(0)))), large),
        x);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
