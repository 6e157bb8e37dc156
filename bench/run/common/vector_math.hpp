// SPDX-License-Identifier: BSL-1.0
// Elementary functions over lanes of doubles, about 1 ulp, without branches; also right without -ffast-math.
#pragma once
#include <limits>
#include "vector.hpp"

namespace simd {

template <class V>
using bits_of = vec<std::uint64_t, width_of<V>>;
template <class V>
INLINE bits_of<V> bits(V x) {
  if constexpr (halved<V>) return {bits(x.low), bits(x.high)};
  else return __builtin_bit_cast(bits_of<V>, x);
}
template <class V>
INLINE V real(bits_of<V> x) {
  if constexpr (halved<V>) return {real<decltype(V::low)>(x.low), real<decltype(V::high)>(x.high)};
  else return __builtin_bit_cast(V, x);
}
template <class V>
INLINE V abs(V x) {
  return real<V>(bits(x) & ~(std::uint64_t(1) << 63));
}
template <class V>
INLINE V with_sign(V x, V s) {
  return real<V>(bits(x) | (bits(s) & (std::uint64_t(1) << 63)));
}
template <class V>
INLINE V sqrt(V x) {
  if constexpr (halved<V>) return {sqrt(x.low), sqrt(x.high)};
#if __has_builtin(__builtin_elementwise_sqrt)
  else return __builtin_elementwise_sqrt(x);
#else
#if defined __AVX512F__
  else if constexpr (width_of<V> == 8)
    return __builtin_ia32_sqrtpd512_mask(x, x, static_cast<unsigned char>(-1), 4);
#endif
#if defined __AVX__
  else if constexpr (width_of<V> == 4) return __builtin_ia32_sqrtpd256(x);
#endif
#if defined __SSE2__
  else if constexpr (width_of<V> == 2) return __builtin_ia32_sqrtpd(x);
#endif
  else {
    V y;
    for (int i = 0; i < width_of<V>; ++i) y[i] = __builtin_sqrt(x[i]);
    return y;
  }
#endif
}

inline constexpr double ln2_hi = 6.93147180369123816490e-01, ln2_lo = 1.90821492927058770002e-10;

/// e^x for |x| < 708, of which NaN stays NaN; below, 0.
template <class V>
INLINE V exp(V x) {
  auto const gone = x < -708.0;
  x = select(gone, V{}, x);
  V const t = x * 1.4426950408889634 + 0x1.8p52,
          k = t - 0x1.8p52;  // the nearest integer, also in t's low bits
  V const hi = x - k * ln2_hi, lo = k * ln2_lo, r = hi - lo, r2 = r * r, r4 = r2 * r2;
  V const q = ((0.5 + 0.16666666666666669 * r) + (0.041666666666624115 + 0.008333333333330062 * r) * r2) +
              ((0.0013888888917219482 + 0.00019841269863058052 * r) +
               (2.480152128699544e-05 + 2.7557268453107527e-06 * r) * r2) *
                  r4 +
              (2.7620092706650667e-07 + 2.5100388772450645e-08 * r) * (r4 * r4);
  V const y = 1.0 + (hi + (r2 * q - lo));
  return select(gone, V{}, y * real<V>((bits(t) + 1023) << 52));
}
/// e^x - 1 for -40 <= x <= 700.
template <class V>
INLINE V expm1(V x) {
  V const t = x * 1.4426950408889634 + 0x1.8p52, k = t - 0x1.8p52;
  V const hi = x - k * ln2_hi, lo = k * ln2_lo, r = hi - lo, e = hi - r - lo, s = r * r, s2 = s * s;
  V const q = ((0.16666666666666669 + 0.041666666666666664 * r) +
               (0.008333333333330062 + 0.0013888888888886552 * r) * s) +
              ((0.00019841269863058052 + 2.4801587317147666e-05 * r) +
               (2.7557268453107527e-06 + 2.755728296462998e-07 * r) * s) *
                  s2 +
              (2.5100388772450645e-08 + 2.0911238970389346e-09 * r) * (s2 * s2);
  V const h = 0.5 * s, u = r + h, v = r - u + h, c = v + (s * r * q + (e + e * r));  // e^r - 1 = u + c
  V const scale = real<V>((bits(t) + 1023) << 52);
  V const w = scale - 1.0;
  return scale * u + w + scale * c;
}
/// |x| at most 20 decides the result
template <class V>
INLINE V tanh(V x) {
  V const a = abs(x), c = select(a > 20.0, fill<V>(20.0), a), m = expm1(2.0 * c);
  auto const small = c < 0.55;
  V const q = select(small, m, fill<V>(2.0)) / (m + 2.0);
  return with_sign(select(small, q, 1.0 - q), x);
}
template <class V>
INLINE V sigmoid(V x) {
  return 1.0 / (1.0 + exp(-x));
}
/// log x for normal positive x.
template <class V>
INLINE V log(V x) {
  auto const u = bits(x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
  V const k = real<V>((u >> 52) | 0x4330000000000000u) - (0x1p52 + 1023);
  V const f = real<V>((u & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu) - 1.0;
  V const s = f / (2.0 + f), z = s * s, z2 = z * z, h = 0.5 * f * f;
  V const r =
      z * ((6.666666666666735130e-01 + 3.999999999940941908e-01 * z) +
           (2.857142874366239149e-01 + 2.222219843214978396e-01 * z) * z2 +
           ((1.818357216161805012e-01 + 1.531383769920937332e-01 * z) + 1.479819860511658591e-01 * z2) *
               (z2 * z2));
  return k * ln2_hi - ((h - (s * (h + r) + k * ln2_lo)) - f);
}
/// sin and cos for |x| < 1e5.
template <class V>
INLINE void sincos(V x, V& sine, V& cosine) {
  V const t = x * 0.63661977236758134 + 0x1.8p52, k = t - 0x1.8p52;
  V const r =
      x - k * 1.57079632673412561417e+00 - k * 6.07710050630396597660e-11 - k * 2.02226624879595063154e-21;
  V const z = r * r, z2 = z * z;
  V const s = r + r * z *
                      ((-1.66666666666666324348e-01 + 8.33333333332248946124e-03 * z) +
                       (-1.98412698298579493134e-04 + 2.75573137070700676789e-06 * z) * z2 +
                       (-2.50507602534068634195e-08 + 1.58969099521155010221e-10 * z) * (z2 * z2));
  V const c = 1.0 - 0.5 * z +
              z2 * ((4.16666666666666019037e-02 - 1.38888888888741095749e-03 * z) +
                    (2.48015872894767294178e-05 - 2.75573143513906633035e-07 * z) * z2 +
                    (2.08757232129817482790e-09 - 1.13596475577881948265e-11 * z) * (z2 * z2));
  auto const quadrant = bits(t), odd = quadrant & 1;
  sine = real<V>(bits(select(odd != 0, c, s)) ^ ((quadrant & 2) << 62));
  cosine = real<V>(bits(select(odd != 0, s, c)) ^ (((quadrant + 1) & 2) << 62));
}
INLINE double log1(double x) { return log(d2{x, x})[0]; }
INLINE double exp1(double x) { return exp(d2{x, x})[0]; }

}  // namespace simd
