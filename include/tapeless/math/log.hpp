// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/math/double_word.hpp>
#include <tapeless/math/polynomial.hpp>
#include <tapeless/math/series.hpp>

// x = 2^k·(1 + f) with √½ ≤ 1 + f < √2, and log(1 + f) = 2·atanh s = 2s + s³·tail(s²) with s = f/(2 + f),
// written so that the rounding error of s hardly counts (fdlibm, e_log.c). Coefficients by Remez:
// tests/accuracy/coefficients.py logarithm

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double log_tail[]{0.66666666666666696, 0.39999999999897895, 0.28571428626646511,
                                   0.22222211032805184, 0.18182896119262218, 0.1533150094901761,
                                   0.14619055573528383};
inline constexpr float log_tail_f[]{0.666666687f, 0.400001228f, 0.285507023f, 0.233333141f};

template <class T>
struct logarithm_facts;
template <>
struct logarithm_facts<double> {
  using bit = std::uint64_t;
  static constexpr double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;
  static constexpr double least_normal = 0x1p-1022, up = 0x1p54, integer = 0x1p52;
  static constexpr bit one = 0x3ff0000000000000u, root_half = 0x3fe6a09e667f3bcdu,
                       mantissa = 0x000fffffffffffffu;
  static constexpr bit integer_bits = 0x4330000000000000u;
  static constexpr int bias = 1023, digits = 52, up_exponent = 54;
  template <class V>
  [[gnu::always_inline]] static constexpr V tail(V z) { return polynomial<log_tail>(z); }
};
template <>
struct logarithm_facts<float> {
  using bit = std::uint32_t;
  static constexpr float ln2_hi = 0.693359375f, ln2_lo = -2.12194440e-4f;
  static constexpr float least_normal = 0x1p-126f, up = 0x1p25f, integer = 0x1p23f;
  static constexpr bit one = 0x3f800000u, root_half = 0x3f3504f3u, mantissa = 0x007fffffu;
  static constexpr bit integer_bits = 0x4b000000u;
  static constexpr int bias = 127, digits = 23, up_exponent = 25;
  template <class V>
  [[gnu::always_inline]] static constexpr V tail(V z) { return polynomial<log_tail_f>(z); }
};

/// x = 2^k·(1 + f) for finite x > 0. The integer becomes a floating-point number by its bits: SSE2 and AVX2
/// cannot convert.
template <Lane V>
struct normalised {
  V k, f;
  [[gnu::always_inline]] explicit constexpr normalised(V x) {
    using T = scalar_of<V>;
    using F = logarithm_facts<T>;
    auto const tiny = x < F::least_normal;
    V const y = select(tiny, times(x, fill<V>(F::up)), x);
    V const shift =
        select(tiny, fill<V>(F::integer + T(F::bias + F::up_exponent)), fill<V>(F::integer + T(F::bias)));
    auto const u = bits(y) + (F::one - F::root_half);
    k = real<V>((u >> F::digits) | F::integer_bits) - shift;
    f = real<V>((u & F::mantissa) + F::root_half) - T(1);
  }
};
/// log(x) + low for finite x > 0.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log_plus(V x, V low) {
  using T = scalar_of<V>;
  using F = logarithm_facts<T>;
  normalised<V> const n(x);
  V const s = n.f / (T(2) + n.f), z = s * s, h = T(0.5) * n.f * n.f;
  return n.k * F::ln2_hi - ((h - (s * (h + z * F::tail(z)) + (n.k * F::ln2_lo + low))) - n.f);
}
/// y where 0 < x < ∞; -∞ at ±0, NaN below, ∞ at ∞, NaN at NaN. One comparison after another: clang makes a
/// test of classes of x > 0 & x < ∞, which takes 15 instructions without AVX-512.
template <Lane V>
[[gnu::always_inline]] inline constexpr V of_positive(V x, V y) {
  using T = scalar_of<V>;
  constexpr T inf = infinity<T>, nan = not_a_number<T>;
  V const above = select(x < inf, y, x), below = select(x == T(0), fill<V>(-inf), fill<V>(nan));
  return select(x <= T(0), below, above);
}

/// log x, below 1 ulp, subnormal arguments included. -∞ at ±0, NaN below.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(x > T(0) && x < infinity<T>)) return of_positive(x, x);
  if constexpr (is_extended<V>) {
    double_word<T> const y = logarithm(x);
    return y.hi + y.lo;
  } else {
    return of_positive(x, log_plus(x, fill<V>(T(0))));
  }
}
/// log(1 + w) + low for the double word 1 + w: the head of the sum, and what is left of it over that head.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log1p_of(double_word<V> w, V low) {
  double_word<V> const u = two_sum(fill<V>(scalar_of<V>(1)), w.hi);
  return log_plus<V>(u.hi, (u.lo + w.lo) / u.hi + low);
}
/// log(1 + x), below 1 ulp. -0 at -0, -∞ at -1, NaN below.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log1p(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(x > T(-1) && x < infinity<T>)) return x == T(-1) ? -infinity<T> : x < T(-1) ? not_a_number<T> : x;
  if constexpr (is_extended<V>) {
    if (abs(x) < limits<T>::epsilon() / 4) return x;
    double_word<T> const u = two_sum<T>(1, x);
    if (abs(x) < T(0.25)) return logarithm_of_one_plus(double_word<T>{x, 0}).hi;
    return (logarithm(u.hi) + u.lo / u.hi).hi;
  } else {
    V const y = log1p_of<V>({x, fill<V>(T(0))}, fill<V>(T(0)));
    return select(x == T(0), x, of_positive<V>(T(1) + x, y));
  }
}

/// The parts of log x = k·log 2 + hi + lo, hi short enough for exact products with a short constant.
template <Lane V>
struct logarithm_parts {
  V k, hi, lo;
  [[gnu::always_inline]] explicit constexpr logarithm_parts(V x) {
    normalised<V> const n(x);
    V const f = n.f, s = f / (2.0 + f), z = s * s, h = 0.5 * f * f;
    k = n.k;
    hi = head<V>(f - h);
    lo = (fence<V>(f - hi) - h) + s * (h + z * polynomial<log_tail>(z));
  }
};
/// log₂ x, below 1 ulp, exact at powers of two. Special values as log.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log2(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(x > T(0) && x < infinity<T>)) return of_positive(x, x);
  if constexpr (is_extended<V>) {
    binary<T> b = split(x);
    if (b.significand > T(1.4142135623730951L)) b.significand /= 2, b.exponent += 1;
    return (logarithm_of_one_plus(double_word<T>{b.significand - 1, 0}) / ln2<T> + T(b.exponent)).hi;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return log2(w); }, x);
  } else {
    logarithm_parts<V> const n(x);
    double_word<V> const y = two_sum<V>(n.k, n.hi * 0x1.715476p+0);
    V const low = (n.lo + n.hi) * 0x1.4ae0bf85ddf44p-26 + n.lo * 0x1.715476p+0;
    return of_positive<V>(x, y.hi + (y.lo + low));
  }
}
/// log₁₀ x, below 1 ulp. Special values as log.
template <Lane V>
[[gnu::always_inline]] inline constexpr V log10(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(x > T(0) && x < infinity<T>)) return of_positive(x, x);
  if constexpr (is_extended<V>) {
    return (logarithm(x) / logarithm(T(10))).hi;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return log10(w); }, x);
  } else {
    logarithm_parts<V> const n(x);
    double_word<V> const y = two_sum<V>(n.k * 0x1.34413508p-2, n.hi * 0x1.bcb7b1p-2);
    V const low = (n.lo + n.hi) * 0x1.49b9438ca9aaep-28 + n.lo * 0x1.bcb7b1p-2 + n.k * 0x1.f79fef311f12bp-34;
    return of_positive<V>(x, y.hi + (y.lo + low));
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
