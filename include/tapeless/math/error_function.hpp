// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>
#include <tapeless/math/log.hpp>
#include <tapeless/math/root.hpp>

// erf x = x + x·excess(x²) up to 3/4, and erfc x = exp(-x² + exponent(t))/(1 + 2x) beyond, with t = (x -
// 2)/(x + 2): what Shepherd and Laframboise (Math. Comp. 36, 1981) multiply with stands in the exponent,
// where its rounding counts less. Coefficients by Remez: tests/accuracy/coefficients.py error_function

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double erf_excess[]{
    0.12837916709551259, -0.37612638903183715, 0.11283791670952634, -0.026866170644436933,
    0.005223977615517887, -0.00085483261952064293, 0.00012055289827547998, -1.4924202797835203e-05,
    1.6430782167322529e-06, -1.5940885805587022e-07, 1.1475409127511609e-08};
inline constexpr double erfc_exponent[]{
    0.2444966478174628, -0.072643223977656796, -0.13265669315809614, 0.11889561023118594,
    -0.042272689366342021, 0.0067270614424353448, -0.0060170664438215678, 0.0063448982269296529,
    -0.0022457668357027828, 0.0004460650214681912, -0.00069839703718927175, 0.00050412029719195013,
    -0.00010999670926929673, 6.8709353736893654e-05, -8.6157581796865305e-05, 3.1259038699280664e-05,
    -9.1279937762658286e-06, 1.2796773540505615e-05, -6.67412456523318e-06, 1.9758125429745031e-06,
    -2.4150876653762372e-06, 1.6276876710105925e-06, -3.061324000245184e-07, -1.9620094246284573e-08};
inline constexpr double erfinv_inner[]{
    0.88622679468059318, 0.23201791153554954, 0.011526713931759526, -0.0022890128860324419,
    -0.00017429618811235704, 7.1744875273988687e-05, -5.2832267934737995e-06, -1.3583118591865668e-07,
    2.393578106913245e-08};
inline constexpr double erfinv_outer[]{
    -5.0668594787856431, 20.66826864928781, -31.614316609849467, 28.731323633022846, -16.890121393614088,
    6.8562748913374145, -1.9851852760241464, 0.41495808132794754, -0.062330509249197863, 0.006574888051760144,
    -0.00046299222121646877, 1.9563533408699489e-05, -3.7544239738168908e-07};

/// erfc x for x ≥ 3/4.
template <Lane V>
[[gnu::always_inline]] inline constexpr V erfc_beyond(V x) {
  x = minimum(fill<V>(28.0), x);
  double_word<V> const z = square(x), d = two_sum(x + x, fill<V>(1.0));
  double_word<V> const e = two_sum(-z.hi, polynomial<erfc_exponent>((x - 2.0) / (x + 2.0)));
  return exp_of_sum(e.hi, e.lo - z.lo - d.lo / d.hi) / d.hi;
}

/// erfc x of long double for x > 0, times √π·exp(x²): the continued fraction from the depth that 2⁻⁷⁰ needs
/// for x > 1.5.
template <class T>
constexpr double_word<T> erfcx_fraction(T x) {
  constexpr T bits = limits<T>::digits + 6;
  int n = int(bits * bits * T(0.06) / (x * x)) + 16;
  T tail = x;
  for (; n > 12; --n) tail = x + T(n) / 2 / tail;
  double_word<T> f{tail, 0};
  for (; n > 0; --n) f = double_word<T>{T(n) / 2, 0} / f + x;
  return double_word<T>{1, 0} / f;
}
/// √π·exp(x²)·erf(x)/2 = x·(1 + 2x²/3·(1 + 2x²/5·(…))), all terms positive (Abramowitz, Stegun 7.1.6).
template <class T>
constexpr double_word<T> erf_series(T x) {
  double_word<T> const z = square(x), two_z{2 * z.hi, 2 * z.lo};
  T tail = 1;
  int n = limits<T>::digits / 2 + 8;
  for (; n > 14; --n) tail = 1 + two_z.hi / T(2 * n + 1) * tail;
  double_word<T> s{tail, 0};
  for (; n > 0; --n) s = two_z * s / double_word<T>{T(2 * n + 1), 0} + T(1);
  return s * x;
}
template <class T>
constexpr double_word<T> exp_of_minus_square(T x) {
  scaled_exponential<T> const e = exponential(-square(x));
  T const power = power_of_two<T>(e.k);
  return (e.m + T(1)) * power;
}
inline constexpr double inverse_root_pi_parts[]{0x1.20dd7504p-1, 0x1.4db688d6p-36, 0x1.1d48a7f6p-68,
                                                0x1.7fd86882p-101};
/// erf x for 0 < x < 1.5, erfc x from there on.
template <class T>
constexpr double_word<T> erf_or_erfc_extended(T x) {
  double_word<T> const c = constant<T>(inverse_root_pi_parts);
  if (x < T(1.5)) return erf_series(x) * c * exp_of_minus_square(x) * T(2);
  return erfcx_fraction(x) * c * exp_of_minus_square(x);
}

/// erf x, below 1.1 ulp. -0 at -0, ±1 at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V erf(V x) {
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  if constexpr (is_extended<V>) {
    if (x != x || x == 0) return x;
    if (a > 12) return with_sign(V(1), x);
    if (a < V(0x1p-40)) {  // x times 2/√π, and the product must not underflow on the way
      binary<V> const b = split(x);
      return scale((constant<V>(inverse_root_pi_parts) * b.significand).hi, b.exponent + 1);
    }
    double_word<V> const y = erf_or_erfc_extended(a);
    return with_sign(a < V(1.5) ? y.hi : (-y + V(1)).hi, x);
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return erf(w); }, x);
  } else {
    auto const inner = a < 0.75;
    V const b = select(inner, a, fill<V>(0.0));
    V const near = b + b * polynomial<erf_excess>(b * b),
            far = 1.0 - erfc_beyond(select(inner, fill<V>(1.0), a));
    return with_sign(select(inner, near, far), x);
  }
}
/// erfc x = 1 - erf x, below 1.8 ulp for every x, subnormal results included. 0 at ∞, 2 at -∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V erfc(V x) {
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && x != x) return x;
  if constexpr (is_extended<V>) {
    if (x != x) return x;
    if (x == 0) return 1;
    if (x > 110) return 0;
    if (x < -12) return 2;
    if (a > 100) {  // the factor would be subnormal
      scaled_exponential<V> const e = exponential(-square(a));
      double_word<V> const y = (e.m + V(1)) * erfcx_fraction(a) * constant<V>(inverse_root_pi_parts);
      return scale(y.hi, e.k);
    }
    double_word<V> const y = erf_or_erfc_extended(a);
    if (a < V(1.5)) return ((x < 0 ? y : -y) + V(1)).hi;
    return x < 0 ? (-y + V(2)).hi : y.hi;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return erfc(w); }, x);
  } else {
    auto const inner = a < 0.75;
    V const b = select(inner, x, fill<V>(0.0));
    double_word<V> const u = two_sum(fill<V>(1.0), -b);
    V const near = u.hi + (u.lo - b * polynomial<erf_excess>(b * b)),
            far = erfc_beyond(select(inner, fill<V>(1.0), a));
    return select(inner, near, select(x < 0.0, 2.0 - far, far));
  }
}

/// exp(-x²), below 1.1 ulp: the square is a double word, or its rounding would cost x² ulp. 0 at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V gaussian(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_extended<V>) {
    if (!(a < T(108))) return x != x ? x : T(0);
    return exponential(-square(a)).rounded();
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return gaussian(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    double_word<V> const z = square(minimum(fill<V>(T(28)), a));
    return exp_of_sum<true, V>(-z.hi, -z.lo);
  }
}

/// The inverse of erf, below 2 ulp: a start to 20 bits in -log(1 - x²), as Giles has it (GPU Computing Gems
/// 2, 2010), and one step of Halley's on erf, or on erfc where erf is close to 1. ±∞ at ±1, NaN beyond.
template <Lane V>
[[gnu::always_inline]] inline constexpr V erfinv(V x) {
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(a < 1 && a > 0)) return a == 1 ? with_sign(infinity<V>, x) : a > 1 ? not_a_number<V> : x;
  if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return erfinv(w); }, x);
  } else if constexpr (is_extended<V>) {
    if (a < V(0x1p-40)) {
      binary<V> const b = split(x);
      return scale((double_word<V>{b.significand, 0} / constant<V>(inverse_root_pi_parts)).hi,
                   b.exponent - 1);
    }
    V const t = 1 - a;
    V y = 0;
    if (t > V(0x1p-50)) {
      y = V(erfinv(nearest_double(a)));
    } else {
      V const l = -log(t);
      y = sqrt(l - log(sqrt(l)) - V(0.57));
      y = sqrt(l - log(y) - V(0.5723649429L));
    }
    for (int i = 0; i < (t > V(0x1p-50) ? 1 : 4); ++i) {
      double_word<V> const e = erf_or_erfc_extended(y);
      double_word<V> const rest = y < V(1.5) ? e + -a : -(e + -t);
      V const u = rest.hi / (2 * constant<V>(inverse_root_pi_parts).hi * exp_of_minus_square(y).hi);
      y -= u / (1 + y * u);
    }
    return with_sign(y, x);
  } else {
    V const w = maximum<V>(-log_plus<V>(1.0 - a, log1p(a)), fill<V>(0.0)), s = sqrt(w);
    V const start = a * select(w < 5.0, polynomial<erfinv_inner>(w), polynomial<erfinv_outer>(s));
    auto const inner = start < 0.75;
    V const b = select(inner, start, fill<V>(0.0)), y = select(a < 1.0, start, fill<V>(1.0));
    V const near = (b - a) + b * polynomial<erf_excess>(b * b);
    V const far = (1.0 - a) - erfc_beyond(select(inner, fill<V>(1.0), y));
    V const u = select(inner, near, far) * 0x1.c5bf891b4ef6bp-1 / exp_of_sum<false, V>(-y * y, fill<V>(0.0));
    V const z = y - u / (1.0 + y * u);
    V const edge = select(a == 1.0, fill<V>(infinity<double>), fill<V>(not_a_number<double>));
    return with_sign(select(a < 1.0, select(a == 0.0, a, z), edge), x);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
