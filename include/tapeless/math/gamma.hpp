// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/gamma_series.hpp>
#include <tapeless/math/power.hpp>

// Up to 8 one polynomial in t = (x - c)/(x + c), which sends the poles, all at x ≤ 0, out of the unit disc,
// with the zeros of the function divided out; beyond 8 Stirling's series. Below, the recurrence; for x < 0,
// reflection. Coefficients by Remez: tests/accuracy/coefficients.py gamma_functions

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double lgamma_middle[]{
    0.38340000923128542, -0.37585703721248254, 0.12449232917342087, -0.13116544570106517,
    0.080906993445032716, -0.082907206818731274, 0.060855730415546032, -0.061483641076991315,
    0.048915104661417817, -0.049074994234293942, 0.040908827511215336, -0.040898696827800458,
    0.035158082271443875, -0.035090603462157657, 0.03078246191493815, -0.030639748825376543,
    0.02781572349299789, -0.028124141133546002, 0.021997067703653794, -0.019593459746263722,
    0.036424163142544541, -0.04569075564333009, -0.029280014804211527, 0.055531768602090602,
    0.13982578834033305, -0.18789660438047426, -0.16392740869275085, 0.2163321881217749, 0.15455849019798024,
    -0.17991600924553391};
inline constexpr double lgamma_middle_low = 1.5534463e-17;
inline constexpr double lgamma_tail[]{
    0.083333333333333329, -0.0027777777777740998, 0.00079365078983551168, -0.0005952366071688527,
    0.00084147288086793492, -0.0018905419954186209, 0.0050692972583969258};
inline constexpr double digamma_middle[]{
    0.62383219210120933, -0.83016789617120557, 0.53704565835386464, -0.53793893546944505, 0.49157839139789689,
    -0.49833767175256888, 0.48319919340973283, -0.48898099432819758, 0.48208542948822747,
    -0.48625947999799241, 0.4823056108848669, -0.48526644713830969, 0.4826592319579841, -0.48482730610900532,
    0.48277096661887753, -0.48419831547724068, 0.48499429379628956, -0.48817953404123454, 0.46645276850637374,
    -0.45383122109922003, 0.59028960820666843, -0.65940533051929695, 0.0049398062772304518,
    0.23113829239419439, 1.934101846188782, -2.4746759250378436, -2.2711954186420957, 2.9996755308485379,
    3.1790577772196142, -3.621015739403735};
inline constexpr double digamma_middle_low = 1.31804184e-17;
inline constexpr double digamma_tail[]{
    -0.083333333333333329, 0.0083333333332804311, -0.0039682539132904343, 0.0041666451876814685,
    -0.0075717346074401113, 0.020700546333717592, -0.063676099459621008};
inline constexpr double trigamma_middle[]{
    1.1971292369991742, -0.43317969464081585, 0.50615942372097678, -0.56757483597744918, 0.61520569307603479,
    -0.64944399335637104, 0.67243147066109377, -0.6869825970744784, 0.69575668043820216, -0.70084769226942623,
    0.70371495983052534, -0.70529328867846097, 0.70616175492426236, -0.70663814482964171, 0.7066269915990715,
    -0.70646975837296599, 0.70978818549644118, -0.71263381543753113, 0.68252976724768033, -0.6626409989869626,
    0.86346323890129906, -0.96316225973019787, 0.0075056171746137922, 0.33801829306850384, 2.8280952711773595,
    -3.6158132666753504, -3.3206359158195919, 4.3832509693696942, 4.6482915368535966, -5.2908708936038131};
inline constexpr double trigamma_middle_low = -4.24263602e-17;
inline constexpr double trigamma_tail[]{
    0.16666666666666655, -0.033333333332523411, 0.023809522966630359, -0.033333003266071907,
    0.075695578305225927, -0.24704093375958916, 0.8596165211126694};

/// The polynomial C at t = (x - c)/(x + c), its first two terms in double words; `low` is what C[0] lacks.
template <auto const& C, Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> polynomial_at_middle(V x, double c, double low) {
  constexpr int n = sizeof C / sizeof C[0];
  double_word<V> const t = two_sum<V>(x, fill<V>(-c)) / two_sum<V>(x, fill<V>(c));
  V const t2 = t.hi * t.hi, t4 = t2 * t2, t8 = t4 * t4;
  V const rest = t.hi * polynomial_part<C, 2, n - 2>(t.hi, t2, t4, t8, t8 * t8);
  return t * quick_two_sum<V>(fill<V>(C[1]), rest) + double_word<V>{fill<V>(C[0]), fill<V>(low)};
}
/// log x with ten bits more than double has.
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> logarithm_with_rest(V x) {
  logarithm_parts<V> const n(x);
  double_word<V> const y = two_sum<V>(n.k * 0x1.62e42feep-1, n.hi);
  return {y.hi, y.lo + (n.lo + n.k * 0x1.a39ef35793c76p-33)};
}
/// log |Γ(x)|, below 2 ulp for x > 0; for x < 0, where it has zeros between the poles, 2.5 ulp of the terms
/// of the reflection log(π/|x·sin πx|) - log Γ(|x|). ∞ at 0, at negative integers and at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V lgamma(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  constexpr T overflow = is_extended<V> ? limits<T>::max() / 16384 : T(0x1.754d9278b51a7p+1014);
  if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return lgamma(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() || is_extended<V>) {
        if (x != x) return x;
        if (a == 0 || a > overflow || (x < 0 && round(x) == x)) return infinity<V>;
      }
    if constexpr (is_extended<V>) {
      if (a < T(0x1p-70)) return -log(a);
      double_word<T> const y = lgamma_of_positive(a);
      if (x > 0) return y.hi;
      return (constant<T>(log_pi_parts) - logarithm(two_product(a, abs(sincospi(a).sin))) - y).hi;
    } else {
      auto const low = a < 0.75, high = a > 8.0;
      V const z = select(low, a + 1.0, select(high, fill<V>(1.0), a));
      V const f1 = select(low, a, a - 1.0), f2 = select(low, a - 1.0, a - 2.0);
      double_word<V> const g =
          polynomial_at_middle<lgamma_middle>(z, 0x1.3988e1409212ep+1, lgamma_middle_low);
      double_word<V> const middle = two_product(select(high, fill<V>(0.0), f1), f2) * g;
      V const positive = select(a > 0.0, select(a > overflow, fill<V>(1.0), a), fill<V>(1.0));
      double_word<V> const l = logarithm_with_rest(positive), less{l.hi - 1.0, l.lo},
                           w{positive - 0.5, fill<V>(0.0)};
      V const inverse = 1.0 / select(high, positive, fill<V>(8.0)),
              tail = inverse * polynomial<lgamma_tail>(inverse * inverse);
      double_word<V> const far = two_sum<V>((less * w).hi, fill<V>(0x1.acfe390c97d6ap-2));
      V const far_low = (less * w).lo + far.lo + (tail - 0x1.65b5a1b7ff5dfp-55);
      double_word<V> const near =
          middle + double_word<V>{select(low, -l.hi, fill<V>(0.0)), select(low, -l.lo, fill<V>(0.0))};
      double_word<V> r{select(high, far.hi, near.hi), select(high, far_low, near.lo)};
      V y = r.hi + r.lo;
      auto const reflected = x < -0x1p-60;
      if (any(reflected)) {
        V const s = a * abs(sincospi(select(reflected, a, fill<V>(0.5))).sin);
        double_word<V> const m = logarithm_with_rest(select(s > 0.0, s, fill<V>(1.0)));
        double_word<V> const sum = two_sum<V>(0x1.250d048e7a1bdp+0 - m.hi, -r.hi);
        y = select(reflected, select(s > 0.0, sum.hi + (sum.lo - (m.lo + r.lo)), fill<V>(infinity<T>)), y);
      }
      y = select(a == 0.0, fill<V>(infinity<T>), select(a > overflow, fill<V>(infinity<T>), y));
      return select(x == x, y, x);
    }
  }
}

/// ψ(x) = Γ′(x)/Γ(x), below 2 ulp for x > 0; for x < 0 3.5 ulp of the terms of ψ(1 - x) - π·cot πx.
/// ∓∞ at ±0, NaN at negative integers and at -∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V digamma(V x) {
  using T = scalar_of<V>;
  if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return digamma(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() || is_extended<V>) {
        if (abs(x) < 1 && abs(x) * limits<T>::max() <= 1) return with_sign(infinity<T>, -x);
        if (!(x < infinity<T>)) return x;
        if (abs(x) < T(0x1p-200)) return -1 / x;
        if (x < 0 && round(x) == x) return not_a_number<T>;
      }
    if constexpr (is_extended<V>) {
      if (x > 0) return digamma_of_positive(double_word<T>{x, 0}).hi;
      auto const r = sincospi(x);
      double_word<T> const cot = double_word<T>{r.cos, 0} / double_word<T>{r.sin, 0};
      return (digamma_of_positive(two_sum<T>(1, -x)) -
              double_word<T>{2 * half_pi<T>.hi, 2 * half_pi<T>.lo} * cot)
          .hi;
    } else {
      auto const negative = x < 0.0;
      V const a = select(negative, 1.0 - x, x);
      auto const low = a < 1.0, high = a > 8.0;
      V const z = select(low, a + 1.0, select(high, fill<V>(8.0), a));
      double_word<V> const h =
          polynomial_at_middle<digamma_middle>(z, 0x1.6a09e667f3bcdp+1, digamma_middle_low);
      double_word<V> const d = two_sum<V>(
          select(low, a, z), -select(low, fill<V>(0x1.d8b618d5af8fcp-2), fill<V>(0x1.762d86356be3fp+0)));
      double_word<V> const middle = quick_two_sum<V>(d.hi, d.lo - 0x1.b86a722197829p-54) * h;
      double_word<V> const less = double_word<V>{fill<V>(1.0), fill<V>(0.0)} /
                                  double_word<V>{select(low, a, fill<V>(1.0)), fill<V>(0.0)};
      double_word<V> const near = two_sum<V>(middle.hi, select(low, -less.hi, fill<V>(0.0)));
      V const near_low = near.lo + (middle.lo - select(low, less.lo, fill<V>(0.0)));
      V const b = select(high, a, fill<V>(9.0)), inverse = 1.0 / b, u = inverse * inverse;
      double_word<V> const l = logarithm_with_rest(b);
      V y =
          select(high, l.hi + (l.lo + (u * polynomial<digamma_tail>(u) - 0.5 * inverse)), near.hi + near_low);
      if (any(negative)) {
        auto const r = sincospi(x);
        y = select(negative,
                   select(r.sin == 0.0, fill<V>(not_a_number<T>), y - 0x1.921fb54442d18p+1 * r.cos / r.sin),
                   y);
      }
      y = select(abs(x) < 0x1p-200, T(-1) / x, y);
      return select(x < infinity<T>, select(x > -infinity<T>, y, fill<V>(not_a_number<T>)), x);
    }
  }
}

/// ψ′(x), the derivative of digamma, below 2 ulp for x > 0, by π²/sin²πx - ψ′(1 - x) below 5 ulp for x < 0.
/// ∞ at 0 and at negative integers, 0 at ∞, NaN at -∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V trigamma(V x) {
  using T = scalar_of<V>;
  if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return trigamma(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() || is_extended<V>) {
        if (x != x || x == infinity<T>) return x != x ? x : T(0);
        if (x == -infinity<T>) return not_a_number<T>;
        if (abs(x) < 1 && abs(x) * abs(x) * limits<T>::max() <= 1) return infinity<T>;
        if (abs(x) < T(0x1p-200)) return 1 / x * (1 / x);
        if (x < 0 && round(x) == x) return infinity<T>;
      }
    if constexpr (is_extended<V>) {
      if (x > 0) return trigamma_of_positive(double_word<T>{x, 0}).hi;
      double_word<T> const s =
          double_word<T>{2 * half_pi<T>.hi, 2 * half_pi<T>.lo} / double_word<T>{sincospi(x).sin, 0};
      return (s * s - trigamma_of_positive(two_sum<T>(1, -x))).hi;
    } else {
      auto const negative = x < 0.0;
      V const a = select(negative, 1.0 - x, x);
      auto const low = a < 1.0, high = a > 8.0;
      V const z = select(low, a + 1.0, select(high, fill<V>(8.0), a));
      double_word<V> const h =
          polynomial_at_middle<trigamma_middle>(z, 0x1.6a09e667f3bcdp+1, trigamma_middle_low);
      V const b = 1.0 / select(low, a, fill<V>(1.0)),
              middle = (h.hi + h.lo) / z + select(low, b * b, fill<V>(0.0));
      V const inverse = 1.0 / select(high, a, fill<V>(9.0)), u = inverse * inverse;
      V y = select(high, inverse + inverse * (0.5 * inverse + u * polynomial<trigamma_tail>(u)), middle);
      if (any(negative)) {
        V const s = 0x1.921fb54442d18p+1 / sincospi(x).sin;
        y = select(negative, s * s - y, y);
      }
      y = select(x == 0.0, fill<V>(infinity<T>), y);
      return select(x == x, y, x);
    }
  }
}

/// The n-th derivative of digamma, for x > 0; NaN below for n > 1. From n = 2 on (-1)^(n+1)·n!·ζ(n + 1, x) by
/// Euler's and Maclaurin's summation from x + n + 12 on, within 2n + 4 ulp.
template <Lane V>
[[gnu::always_inline]] inline constexpr V polygamma(int n, V x) {
  using T = scalar_of<V>;
  if (n == 0) return digamma(x);
  if (n == 1) return trigamma(x);
  if constexpr (is_single<V>) {
    return in_double([n](auto w) __attribute__((always_inline)) { return polygamma(n, w); }, x);
  } else {
    T factorial = n % 2 == 0 ? T(-1) : T(1);
    for (int i = 2; i <= n; ++i) factorial *= T(i);
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && !(x >= 1 || (x > 0 && x * limits<T>::max() > 1)))
        return x >= 0 ? factorial < 0 ? -infinity<T> : infinity<T> : not_a_number<T>;
    V sum = fill<V>(T(0)), z = x;
    for (int i = 0; i < n + 12; ++i, z = z + T(1)) sum = sum + integer_power<V>(T(1) / z, n + 1);
    V const inverse = T(1) / z, u = inverse * inverse;
    V const power =
        integer_power(inverse, n - 1) * (factorial * inverse);  // n!·z⁻ⁿ, without underflow on the way
    V tail = fill<V>(T(0));
    T rising[13]{T(n + 1) / 2};  // (n + 1)…(n + 2k - 1)/(2k)!
    for (int k = 1; k < 13; ++k)
      rising[k] = rising[k - 1] * T(n + 2 * k) * T(n + 2 * k + 1) / (T(2 * k + 1) * T(2 * k + 2));
    for (int k = 12; k >= 0; --k)
      tail = (tail + rising[k] * T(bernoulli_numerator[k]) / T(bernoulli_denominator[k])) * u;
    V const y =
        product_or_infinity(fill<V>(factorial), sum) + power * (T(1) / T(n) + T(0.5) * inverse + tail);
    return select(
        x > T(0), y,
        select(x == T(0), fill<V>(factorial < 0 ? -infinity<T> : infinity<T>), fill<V>(not_a_number<T>)));
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
