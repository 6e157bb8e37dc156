// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/reduction.hpp>
#include <tapeless/math/rounding.hpp>

// The tails beyond x, 1 - x²/2 on |x| ≤ π/4 and beyond x on |x| ≤ 0.6743, by Remez:
// tests/accuracy/coefficients.py trigonometric. The order of operations is fdlibm's (k_sin.c, k_cos.c,
// k_tan.c).

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double sin_tail[]{-0.16666666666666666,  0.008333333333330948,     -0.00019841269836758167,
                                   2.755731610217642e-06, -2.5051131740114171e-08, 1.5918120216266641e-10};
inline constexpr double cos_tail[]{0.041666666666666664,    -0.0013888888888887398, 2.4801587298765262e-05,
                                   -2.7557317271417259e-07, 2.0876146188503173e-09, -1.1382625821876427e-11};
inline constexpr double sin_tail_short[]{-0.16666666663859794, 0.0083333318758743932, -0.00019840087181637284,
                                         2.7249968049145233e-06};
inline constexpr double cos_tail_short[]{
    0.041666666664324281, -0.0013888887672792779, 2.4800600665568614e-05, -2.7300985416092004e-07};
inline constexpr double tan_tail[]{0.33333333333333337,    0.13333333333332514,    0.053968253969246267,
                                   0.021869488488905985,   0.0088632366970739125,  0.0035921109176002401,
                                   0.0014559950049079131,  0.00058902267819259803, 0.00024339887362919769,
                                   8.4606585971678321e-05, 6.2745203393421093e-05, -1.1781937316130812e-05,
                                   2.3568113324178456e-05};

template <class V>
struct sine_and_cosine {
  V sin, cos;
};

/// sin and cos of hi + lo for |hi| ≤ π/4. A float needs fewer terms.
template <bool Short, Lane V>
[[gnu::always_inline]] inline constexpr sine_and_cosine<V> sincos_of_reduced(V x, V low) {
  V const z = x * x, h = 0.5 * z, w = 1.0 - h;
  if constexpr (Short) {
    return {x + x * z * polynomial<sin_tail_short>(z), w + z * z * polynomial<cos_tail_short>(z)};
  } else {
    V const s = x + (x * z * polynomial<sin_tail>(z) + (low - h * low));
    V const c = w + ((fence<V>(1.0 - w) - h) + (z * (z * polynomial<cos_tail>(z)) - x * low));
    return {s, c};
  }
}
/// The values of a quadrant, from those of the reduced argument.
template <Lane V>
[[gnu::always_inline]] inline constexpr sine_and_cosine<V> turned(sine_and_cosine<V> r, bits_of<V> k) {
  auto const odd = (k & 1u) != 0;
  V const s = select(odd, r.cos, r.sin), c = select(odd, r.sin, r.cos);
  return {real<V>(bits(s) ^ ((k & 2u) << 62)), real<V>(bits(c) ^ (((k + 1u) & 2u) << 62))};
}
template <bool Short>
[[gnu::noinline, gnu::cold, gnu::const]] double sine_of_large(double x, bool cosine) {
  quarter_turns<double> const r = reduce_beyond(x);
  auto const y = turned(sincos_of_reduced<Short>(r.hi, r.lo), r.k);
  return cosine ? y.cos : y.sin;
}
template <bool Short = false, Lane V>
[[gnu::always_inline]] inline constexpr sine_and_cosine<V> sincos_in_double(V x) {
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && !(abs(x) < infinity<double>))
      return {not_a_number<double>, not_a_number<double>};
  quarter_turns<V> r{};
  if constexpr (is_scalar<V>) r = reduce(x);
  else r = reduce_small(x);
  sine_and_cosine<V> y = turned(sincos_of_reduced<Short>(r.hi, r.lo), r.k);
  y.sin = select(x == 0.0, x, y.sin);  // keeps -0
  if constexpr (!is_scalar<V>) {
    y.sin = in_large_lanes([](double one) { return sine_of_large<Short>(one, false); }, x, y.sin);
    y.cos = in_large_lanes([](double one) { return sine_of_large<Short>(one, true); }, x, y.cos);
  }
  return y;
}
/// 1 - x/(a(a + 1))·(1 - x/((a + 2)(a + 3))·(…)): sin r/r with a = 2, cos r with a = 1, for x = r². Only the
/// first four factors are double words.
template <class T>
constexpr double_word<T> alternating_series(double_word<T> x, int a) {
  T tail = 1;
  int n = a + limits<T>::digits / 3;
  for (n += (n - a) % 2; n >= a + 8; n -= 2) tail = 1 - x.hi / T(n * (n + 1)) * tail;
  double_word<T> s{tail, 0};
  for (; n >= a; n -= 2) s = -(x * s / double_word<T>{T(n * (n + 1)), 0}) + T(1);
  return s;
}
template <class T>
constexpr sine_and_cosine<double_word<T>> sincos_series(double_word<T> r) {
  double_word<T> const z = r * r;
  return {r * alternating_series(z, 2), alternating_series(z, 1)};
}
template <class T>
constexpr sine_and_cosine<double_word<T>> sincos_extended(T x) {
  extended_turns<T> const t = reduce_extended(x);
  sine_and_cosine<double_word<T>> const y = sincos_series(t.r);
  double_word<T> const s = t.k & 1 ? y.cos : y.sin, c = t.k & 1 ? y.sin : y.cos;
  return {t.k & 2 ? -s : s, (t.k + 1) & 2 ? -c : c};
}

/// sin x and cos x for little more than one of them, below 1 ulp for every finite x. NaN at ±∞. long double:
/// |x| < 2⁶².
template <Lane V>
[[gnu::always_inline]] inline constexpr sine_and_cosine<V> sincos(V x) {
  if constexpr (is_extended<V>) {
    if (!(abs(x) < infinity<V>)) return {not_a_number<V>, not_a_number<V>};
    auto const y = sincos_extended(x);
    return {x == 0 ? x : y.sin.hi, y.cos.hi};
  } else if constexpr (is_single<V>) {
    return {in_double(
                [](auto w) __attribute__((always_inline)) { return sincos_in_double<true>(w).sin; }, x),
            in_double(
                [](auto w) __attribute__((always_inline)) { return sincos_in_double<true>(w).cos; }, x)};
  } else {
    return sincos_in_double(x);
  }
}
/// sin x, as sincos. sin -0 is -0.
template <Lane V>
[[gnu::always_inline]] inline constexpr V sin(V x) {
  return sincos(x).sin;
}
/// cos x, as sincos.
template <Lane V>
[[gnu::always_inline]] inline constexpr V cos(V x) {
  return sincos(x).cos;
}

/// tan of hi + lo for |hi| ≤ π/4, or -1/tan where `inverted`. Above 0.6743 it is taken at π/4 - |x|, and
/// -1/tan from a head of the tangent, both as in fdlibm (k_tan.c).
template <Lane V>
[[gnu::always_inline]] inline constexpr V tan_of_reduced(V x, V low, mask_of<V> inverted) {
  auto const large = abs(x) >= 0.67434;
  V const sign = with_sign(fill<V>(1.0), x), a = abs(x), a_low = low * sign;
  V const y = select(large, (0x1.921fb54442d18p-1 - a) + (0x1.1a62633145c07p-55 - a_low), a);
  V const e = select(large, fill<V>(0.0), a_low);
  V const z = y * y, cubed = z * y;
  V const r = e + (cubed * polynomial<tan_tail>(z) + z * e);  // tan y = y + r
  V const w = y + r;
  // tan(π/4 - y) = 1 - 2·(y - (w²/(1 + w) - r)), and its inverse with the sign of 1 changed.
  V const v = select(inverted, fill<V>(-1.0), fill<V>(1.0));
  V const beyond = v - 2.0 * (y - (w * w / (w + v) - r));
  V const w1 = head(w), rest = r - (w1 - y), t = -1.0 / w, t1 = head(t);
  V const inverse = t1 + t * ((1.0 + t1 * w1) + t1 * rest);
  V const near = select(inverted, inverse, w);
  return select(large, beyond, near) * sign;
}

template <class T>
[[gnu::noinline, gnu::cold, gnu::const]] T tan_of_large(T x);
/// tan x, below 1 ulp for every finite x; tan -0 is -0, NaN at ±∞. long double: |x| < 2⁶².
template <Lane V>
[[gnu::always_inline]] inline constexpr V tan(V x) {
  if constexpr (is_extended<V>) {
    if (!(abs(x) < infinity<V>)) return not_a_number<V>;
    if (x == 0) return x;
    auto const y = sincos_extended(x);
    return (y.sin / y.cos).hi;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return tan(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && !(abs(x) > 0x1p-28 && abs(x) < infinity<V>))
        return abs(x) < 1 ? x : not_a_number<V>;
    quarter_turns<V> turns{};
    if constexpr (is_scalar<V>) turns = reduce(x);
    else turns = reduce_small(x);
    double_word<V> const r = quick_two_sum<V>(turns.hi, turns.lo);
    V const y = select(x == 0.0, x, tan_of_reduced<V>(r.hi, r.lo, (turns.k & 1u) != 0));
    if constexpr (is_scalar<V>) return y;
    else return in_large_lanes(tan_of_large<double>, x, y);
  }
}

template <class T>
T tan_of_large(T x) {
  return tan(x);
}

/// sin πx and cos πx: x minus the nearest half is exact, and π times that a double word.
template <Lane V>
[[gnu::always_inline]] inline constexpr sine_and_cosine<V> sincospi(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(abs(x) < infinity<T>)) return {not_a_number<T>, not_a_number<T>};
  if constexpr (is_extended<V>) {
    if (abs(x) >= T(0x1p64)) return {with_sign(T(0), x), T(1)};
    T const whole = 2 * round(x / 2), k = round(2 * (x - whole));
    auto const y = sincos_series(double_word<T>{2 * half_pi<T>.hi, 2 * half_pi<T>.lo} * (x - whole - k / 2));
    int const turns = int(k) & 3;
    T const s = turns & 1 ? y.cos.hi : y.sin.hi, c = turns & 1 ? y.sin.hi : y.cos.hi;
    return {s == 0 ? with_sign(T(0), x) : turns & 2 ? -s : s, c == 0 ? T(0) : (turns + 1) & 2 ? -c : c};
  } else if constexpr (is_single<V>) {
    return {in_double([](auto w) __attribute__((always_inline)) { return sincospi(w).sin; }, x),
            in_double([](auto w) __attribute__((always_inline)) { return sincospi(w).cos; }, x)};
  } else {
    V const whole = 2.0 * round(0.5 * x), f = x - whole;  // -1 ≤ f ≤ 1
    V const t = fence<V>(2.0 * f + 0x1.8p52), k = fence<V>(t - 0x1.8p52);
    double_word<V> const r =
        double_word<V>{fill<V>(0x1.921fb54442d18p+1), fill<V>(0x1.1a62633145c07p-53)} * (f - 0.5 * k);
    sine_and_cosine<V> y = turned(sincos_of_reduced<false>(r.hi, r.lo), bits(t));
    y.sin = select(y.sin == 0.0, with_sign(fill<V>(0.0), x), y.sin);
    y.cos = y.cos + 0.0;  // no -0
    return y;
  }
}
/// sin(πx)/(πx), as NumPy and PyTorch have it, below 1.9 ulp: 1 at 0, 0 at all other integers and at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V sinc(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  constexpr T whole = T(0x1p64);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(a < whole && a > T(0x1p-40))) return x != x ? x : a > 1 ? T(0) : T(1);
  if constexpr (is_extended<V>) {
    double_word<T> const z = half_pi<T> * (2 * a);
    T const y = sincospi(a).sin / z.hi;
    return y - y * (z.lo / z.hi);
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return sinc(w); }, x);
  } else {
    V const b = select(a < whole, select(a > 0x1p-40, a, fill<V>(0x1p-40)), fill<V>(1.0));
    double_word<V> const z =
        double_word<V>{fill<V>(0x1.921fb54442d18p+1), fill<V>(0x1.1a62633145c07p-53)} * b;
    V const y = sincospi(b).sin / z.hi, corrected = y - y * (z.lo / z.hi);
    return select(x == x, select(a < whole, corrected, fill<V>(0.0)), x);
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
