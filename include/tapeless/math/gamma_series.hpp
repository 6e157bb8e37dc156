// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/log.hpp>
#include <tapeless/math/trigonometric.hpp>

// The gamma functions of long double: the argument is raised to 17 by their recurrences, where Stirling's
// series with 13 terms (Abramowitz, Stegun 6.1.40, 6.3.18, 6.4.11) leaves 2⁻⁹⁰, all in double words.

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// The Bernoulli numbers B₂, B₄, …
#if defined __CUDA_ARCH__
__attribute__((device)) static  // what a kernel reads must lie there
#endif
inline constexpr double bernoulli_numerator[]{1,     -1,    1,       -1,     5,          -691,   7,
                                              -3617, 43867, -174611, 854513, -236364091, 8553103};
#if defined __CUDA_ARCH__
__attribute__((device)) static
#endif
inline constexpr double bernoulli_denominator[]{6, 30, 42, 30, 66, 2730, 6, 510, 798, 330, 138, 2730, 6};
/// Σ B₂ₖ·factor(2k)·y^(k - 2) for k from 2 on and y = x⁻²: the first term needs more digits.
template <class T>
constexpr T bernoulli_series(T y, auto factor) {
  T sum = 0;
  for (int k = 13; k > 1; --k)
    sum = sum * y + T(bernoulli_numerator[k - 1]) / T(bernoulli_denominator[k - 1]) * factor(T(2 * k));
  return sum;
}
template <class T>
constexpr double_word<T> logarithm(double_word<T> x) {
  return logarithm(x.hi) + x.lo / x.hi;
}
inline constexpr double euler_parts[]{0x1.2788cfc6p-1, 0x1.f6c31e92p-34, 0x1.46f8fe04p-66, 0x1.52cb56ap-104};
inline constexpr double half_log_2pi_parts[]{0x1.d67f1c86p-1, 0x1.2fad29a4p-35, 0x1.4bc90014p-68,
                                             0x1.064808f2p-102};
inline constexpr double log_pi_parts[]{0x1.250d048ep+0, 0x1.e86f42f4p-34, 0x1.7e55b1aap-66,
                                       0x1.0fd26616p-102};
/// The positive zero of the digamma function, and its slope there.
inline constexpr double digamma_root_parts[]{0x1.762d8634p+0, 0x1.6be3f6ep-32, 0x1.a9c8865ep-64,
                                             0x1.49e0d62ap-101};
inline constexpr double digamma_slope_parts[]{0x1.ef72bc8ep-1, 0x1.c715763cp-34, 0x1.851a1028p-69,
                                              0x1.ca61e2e8p-101};

/// log Γ(x) for x > 0. Next to its zeros 1 and 2 by Taylor's series, whose coefficients are -γ and ζ(k)/k.
template <class T>
constexpr double_word<T> lgamma_of_positive(T x) {
  for (int zero = 1; zero <= 2; ++zero) {
    T const d = x - T(zero), one = T(zero - 1);
    if (abs(d) > T(0x1p-15)) continue;
    T const tail =
        (T(0.82246703342411321824L) - one / 2) +
        d * ((one / 3 - T(0.40068563438653142847L)) +
             d * ((T(0.27058080842778454788L) - one / 4) + d * (one / 5 - T(0.20738555102867398527L))));
    return (-constant<T>(euler_parts) + one) * d + d * d * tail;
  }
  if (x > T(0x1p100)) {  // x·(log x - 1), scaled against overflow within the product
    double_word<T> const r = (logarithm(x) + T(-1)) * (x * T(0x1p-100));
    return {scale(r.hi, 100), 0};
  }
  double_word<T> y{x, 0}, product{1, 0};
  for (; y.hi < 17; y = y + T(1)) product = product * y;
  double_word<T> const l = logarithm(y), inverse = double_word<T>{1, 0} / y;
  T const z = inverse.hi * inverse.hi,
          tail = z * inverse.hi * bernoulli_series(z, [](T n) { return 1 / (n * (n - 1)); });
  double_word<T> const s =
      (y + T(-0.5)) * l - y + constant<T>(half_log_2pi_parts) + inverse / double_word<T>{12, 0} + tail;
  return product.hi == 1 ? s : s - logarithm(product);
}
/// ψ(x) for x > 0.
template <class T>
constexpr double_word<T> digamma_of_positive(double_word<T> x) {
  if (x.hi > T(0x1p100)) return logarithm(x.hi);
  double_word<T> const d = x - constant<T>(digamma_root_parts);
  if (abs(d.hi) < T(0x1p-15)) {
    T const tail = T(-0.44276316898359210609L) +
                   d.hi * (T(0.25849976095565101062L) + d.hi * T(-0.16394270544240652750L));
    return d * (constant<T>(digamma_slope_parts) + d.hi * tail);
  }
  double_word<T> sum{0, 0}, one{1, 0};
  for (; x.hi < 17; x = x + T(1)) sum = sum + one / x;
  double_word<T> const inverse = one / x;
  double_word<T> const y = inverse * inverse;
  T const tail = y.hi * y.hi * bernoulli_series(y.hi, [](T n) { return 1 / n; });
  return logarithm(x) - double_word<T>{inverse.hi / 2, inverse.lo / 2} - y / double_word<T>{12, 0} + -tail -
         sum;
}
/// ψ′(x) for x > 0.
template <class T>
constexpr double_word<T> trigamma_of_positive(double_word<T> x) {
  if (x.hi > T(0x1p100)) return {1 / x.hi, 0};
  double_word<T> sum{0, 0}, one{1, 0};
  for (; x.hi < 17; x = x + T(1)) sum = sum + one / (x * x);
  double_word<T> const inverse = one / x, z = inverse * inverse;
  T const tail = z.hi * inverse.hi * (T(1) / 6 + z.hi * bernoulli_series(z.hi, [](T) { return T(1); }));
  return inverse + double_word<T>{z.hi / 2, z.lo / 2} + tail + sum;
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
