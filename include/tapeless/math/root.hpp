// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/log.hpp>
#include <tapeless/math/polynomial.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// √x correctly rounded, for 1 ≤ x < 4: Newton's iteration, then the exact remainder decides about the last
/// bit. A result half-way between two numbers does not exist, since its square would need one bit more than x
/// has.
template <class T>
constexpr T root_of_significand(T x) {
  constexpr T ulp = limits<T>::epsilon();
  T s = T(0.5) + x * T(0.375);
  for (int i = 0; i < (limits<T>::digits > 64 ? 6 : 5); ++i) s = (s + x / s) / 2;
  double_word<T> const q = square(s);
  T const s1 = head(s), s2 = s - s1, low = ((s1 * s1 - q.hi) + 2 * s1 * s2) + s2 * s2,
          rest = (x - q.hi) - low;
  if (rest > s * ulp) return s + ulp;
  if (rest <= -s * ulp) return s - ulp;
  return s;
}
template <class T>
constexpr T root_by_arithmetic(T x) {
  if (x == 0 || x != x || x == infinity<T>) return x;
  if (x < 0) return not_a_number<T>;
  binary<T> b = split(x);
  if (b.exponent % 2 != 0) b.significand *= 2, b.exponent -= 1;
  return scale(root_of_significand(b.significand), b.exponent / 2);
}

/// The machine's square root: one instruction, without the branch to libm that errno asks of g++ for negative
/// arguments.
template <Lane V>
[[gnu::always_inline]] inline constexpr V root_of_machine(V x) {  // constexpr, or CUDA's kernels had none
  using T [[maybe_unused]] = scalar_of<V>;
#if defined __CUDA_ARCH__
  if constexpr (sizeof(T) == 8) return __builtin_sqrt(x);
  else return __builtin_sqrtf(x);
#elif __has_builtin(__builtin_elementwise_sqrt)
  return __builtin_elementwise_sqrt(x);
#elif __has_builtin(__builtin_ia32_sqrtpd)
  constexpr bool twice = sizeof(T) == 8;
  if constexpr (sizeof(V) < 16) {
    return part<0, width_of<V>>(root_of_machine(join(x, x)));
  } else if constexpr (sizeof(V) == 16) {
    if constexpr (twice) return __builtin_ia32_sqrtpd(x);
    else return __builtin_ia32_sqrtps(x);
#if defined __AVX__
  } else if constexpr (sizeof(V) == 32) {
    if constexpr (twice) return __builtin_ia32_sqrtpd256(x);
    else return __builtin_ia32_sqrtps256(x);
#endif
#if defined __AVX512F__
  } else if constexpr (sizeof(V) == 64) {
#if defined __clang__
    if constexpr (twice) return __builtin_ia32_sqrtpd512(x, 4);
    else return __builtin_ia32_sqrtps512(x, 4);
#else
    if constexpr (twice) return __builtin_ia32_sqrtpd512_mask(x, x, static_cast<char>(-1), 4);
    else return __builtin_ia32_sqrtps512_mask(x, x, static_cast<short>(-1), 4);
#endif
#endif
  } else {
    constexpr int half = width_of<V> / 2;
    return join(root_of_machine(part<0, half>(x)), root_of_machine(part<half, half>(x)));
  }
#else
  if constexpr (is_scalar<V>) {
    T const y = sizeof(T) == 8 ? T(__builtin_sqrt(double(abs(x)))) : T(__builtin_sqrtf(float(abs(x))));
    return select(x < T(0), not_a_number<T>, with_sign(y, x));
  } else {
    for (int i = 0; i < width_of<V>; ++i) x[i] = root_of_machine(x[i]);
    return x;
  }
#endif
}

/// √x, correctly rounded. -0 at -0, NaN below.
template <Lane V>
[[gnu::always_inline]] inline constexpr V sqrt(V x) {
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated()) return root_by_arithmetic(x);
  if constexpr (is_extended<V>) return root_by_arithmetic(x);
  else return root_of_machine(x);
}
/// √(x.hi + x.lo) as a double word, for a positive x: one step of Newton's iteration with the exact
/// remainder.
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> root(double_word<V> x) {
  V const s = sqrt(x.hi);
  double_word<V> const q = square(s);
  return quick_two_sum<V>(s, (fence<V>(fence<V>(x.hi - q.hi) - q.lo) + x.lo) / (s + s));
}

/// 1/√x, below 1.5 ulp. ±∞ at ±0, 0 at ∞, NaN below 0.
template <Lane V>
[[gnu::always_inline]] inline constexpr V rsqrt(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && !(x > T(0)))
      return x == T(0) ? with_sign(infinity<T>, x) : not_a_number<T>;
  return T(1) / sqrt(x);
}

// ∛ on [√½, √2], to 16 bits: tests/accuracy/coefficients.py powers
inline constexpr double cbrt_start[]{0.45166646932506327, 0.90482115296671572, -0.5356356480874499,
                                     0.21694161950487792, -0.037789349024181261};

/// ∛x, below 1 ulp. A polynomial, Halley's step (Q. J. Pure Appl. Math. 1694), and one of Newton's from a
/// head whose square is exact (fdlibm, s_cbrt.c). ±0 and ±∞ stay.
template <Lane V>
[[gnu::always_inline]] inline constexpr V cbrt(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(a > T(0) && a < infinity<T>)) return x;
  if constexpr (is_extended<V>) {
    binary<T> b = split(a);
    int const rest = ((b.exponent % 3) + 3) % 3;
    T const m = b.significand * power_of_two<T>(rest);
    T t = T(0.5) + m / 4;
    for (int i = 0; i < (limits<T>::digits > 64 ? 6 : 5); ++i) {
      T const c = t * t * t;
      t = t * (c + 2 * m) / (2 * c + m);
    }
    double_word<T> const q = square(t) * t;
    return with_sign(scale(t - (q + -m).hi / (3 * t * t), (b.exponent - rest) / 3), x);
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return cbrt(w); }, x);
  } else {
    normalised<V> const n(a);
    V const t3 = fence<V>(n.k * 0x1.5555555555555p-2 + 0x1.8p52), q = fence<V>(t3 - 0x1.8p52),
            r = n.k - 3.0 * q;
    V const power = real<V>((bits(t3) + 1023u) << 52);
    V const y = polynomial<cbrt_start>(1.0 + n.f);
    V const m = (1.0 + n.f) * select(r > 0.0, fill<V>(2.0), select(r < 0.0, fill<V>(0.5), fill<V>(1.0)));
    V t = y * select(r > 0.0, fill<V>(1.2599210498948732),
                     select(r < 0.0, fill<V>(0.79370052598409979), fill<V>(1.0)));
    V const c = t * t * t;
    t = head<V>(t * (c + 2.0 * m) / (2.0 * c + m));
    V const s = m / (t * t);  // t² is exact
    t = t + t * ((s - t) / ((t + t) + s));
    return with_sign(select(x == 0.0, a, select(a < infinity<T>, t * power, a)), x);
  }
}

/// √(x² + y²) without overflow on the way, below 1 ulp: the squares as double words, and a correction of
/// their root. ∞ if either is infinite, even beside a NaN.
template <Lane V>
[[gnu::always_inline]] inline constexpr V hypot(V x, V y) {
  using T = scalar_of<V>;
  V const a = abs(x), b = abs(y);
  V const big = select(a > b, a, b), small = select(a > b, b, a);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>) {
      if (a == infinity<T> || b == infinity<T>) return infinity<T>;
      if (x != x || y != y) return not_a_number<T>;
      if (small == 0) return big;
    }
  if constexpr (is_extended<V>) {
    binary<T> const u = split(big);
    T const v = scale(small, -u.exponent);
    return scale(root(square(u.significand) + square(v)).hi, u.exponent);
  } else if constexpr (is_single<V>) {
    V const z = in_double(
        [](auto v, auto w) __attribute__((always_inline)) { return sqrt(v * v + w * w); }, x, y);
    return select(big == infinity<T>, big, select(a == infinity<T>, a, z));
  } else {
    auto const high = big > 0x1p500, low = big < 0x1p-450;
    V const down = select(high, fill<V>(0x1p-600), select(low, fill<V>(0x1p600), fill<V>(1.0)));
    V const up = select(high, fill<V>(0x1p600), select(low, fill<V>(0x1p-600), fill<V>(1.0)));
    double_word<V> const r = root(square<V>(big * down) + square<V>(small * down));
    V const z = r.hi + r.lo;
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && up > 1 && z >= 0x1p424) return infinity<T>;
    V const finite = select(a + b == 0.0, fill<V>(0.0), z * up);
    return select(big == infinity<T>, big, select(a == infinity<T>, a, finite));
  }
}

/// x / (x² + y²): both are scaled by a power of two where squares of some lane would leave the range, which
/// changes no other lane's bits. NaN at (0, 0).
template <Lane V>
[[gnu::always_inline]] inline constexpr V over_squares(V x, V y) {
  using T = scalar_of<V>;
  constexpr int moderate = limits<T>::max_exponent / 2 - 12;
  constexpr T most = power_of_two<T>(moderate), least = power_of_two<T>(-moderate),
              down = power_of_two<T>(-moderate - 20), up = power_of_two<T>(moderate / 2 * 3 + 22);
  V const big = maximum(abs(x), abs(y));
  mask_of<V> const extreme = (big > most) | (big < least);
  if (!any(extreme)) return over(x, plus(times(x, x), times(y, y)));
  V const by = select(big > most, fill<V>(down), select(big < least, fill<V>(up), fill<V>(T(1))));
  V const u = times(x, by), v = times(y, by);
  return times(over(u, plus(times(u, u), times(v, v))), by);
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
