// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/double_word.hpp>
#include <tapeless/math/series.hpp>

namespace tapeless::math {

/// √x correctly rounded, for 1 ≤ x < 4: Newton's iteration, then the exact remainder decides about the last bit. A result
/// half-way between two numbers does not exist, since its square would need one bit more than x has.
template <class T>
constexpr T root_of_significand(T x) {
  constexpr T ulp = std::numeric_limits<T>::epsilon();
  T s = T(0.5) + x * T(0.375);
  for (int i = 0; i < (std::numeric_limits<T>::digits > 64 ? 6 : 5); ++i) s = (s + x / s) / 2;
  double_word<T> const q = square(s);
  T const s1 = head(s), s2 = s - s1, low = ((s1 * s1 - q.hi) + 2 * s1 * s2) + s2 * s2, rest = (x - q.hi) - low;
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

/// The machine's square root: one instruction, without the branch to libm that errno asks of g++ for negative arguments.
template <Lane V>
[[gnu::always_inline]] inline V root_of_machine(V x) {
  using T [[maybe_unused]] = scalar_of<V>;
#if __has_builtin(__builtin_elementwise_sqrt)
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
    return select(x < T(0), not_a_number<T>, y);
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

}  // namespace tapeless::math
