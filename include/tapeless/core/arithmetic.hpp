// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <concepts>
#include <tapeless/core/limits.hpp>
#include <type_traits>

#if defined __NVCC__
#pragma nv_diag_suppress 20208  // about long double in kernels
#endif

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

// Sums, products and quotients that constant evaluation accepts at every point, with the bits of run time.
// There, overflow is an error of g++, arithmetic with NaN one of clang, division by zero one of both: such
// points are answered before the arithmetic. Vectors of lanes and terms of a graph pass through to their own
// operators.

template <class T>
constexpr T signed_infinity(bool negative) {
  return negative ? -limits<T>::infinity() : limits<T>::infinity();
}
template <std::floating_point T>
constexpr bool is_negative(T x) {
  return __builtin_copysign(1.0, static_cast<double>(x)) < 0;  // narrowing keeps the sign
}
template <std::floating_point T>
constexpr T magnitude(T x) {
  return x < 0 ? -x : x;
}

template <class T>
constexpr T plus(T x, T y) {
  if constexpr (std::floating_point<T>)
    if (std::is_constant_evaluated()) {
      constexpr T most = limits<T>::max(), nan = limits<T>::quiet_NaN();
      if (x != x || y != y) return nan;
      if (magnitude(x) > most) return magnitude(y) > most && x != y ? nan : x;
      if (magnitude(y) > most) return y;
      if (is_negative(x) == is_negative(y) && magnitude(x) / 2 + magnitude(y) / 2 > most / 2) {
        // near the edge: the sum overflows when it rounds beyond the greatest number, that is from half an
        // ulp on
        T const half = most / 2 * limits<T>::epsilon() / 2;
        if (magnitude(x) / 2 - (most / 2 - magnitude(y) / 2) >= half / 2)
          return signed_infinity<T>(is_negative(x));
        return is_negative(x) ? -most : most;
      }
    }
  return x + y;
}
template <class T>
constexpr T minus(T x, T y) {
  if constexpr (std::floating_point<T>)
    if (std::is_constant_evaluated()) return y != y ? y : plus(x, -y);
  return x - y;
}
template <class T>
constexpr T times(T x, T y) {
  if constexpr (std::floating_point<T>)
    if (std::is_constant_evaluated()) {
      constexpr T most = limits<T>::max(), nan = limits<T>::quiet_NaN();
      if (x != x || y != y) return nan;
      bool const negative = is_negative(x) != is_negative(y);
      if (magnitude(x) > most || magnitude(y) > most)
        return x == 0 || y == 0 ? nan : signed_infinity<T>(negative);
      if (magnitude(x) > 1 && magnitude(y) > 1) {
        // scaled by powers of two, exact: overflows where the scaled product reaches the scaled limit
        int shift = 0;
        T a = magnitude(x), b = magnitude(y);
        for (; a >= 2; a /= 2) ++shift;
        for (; b >= 2; b /= 2) ++shift;
        T p = a * b;
        for (; p >= 2; p /= 2) ++shift;
        if (shift >= limits<T>::max_exponent) return signed_infinity<T>(negative);
      }
    }
  return x * y;
}
template <class T>
constexpr T over(T x, T y) {
  if constexpr (std::floating_point<T>)
    if (std::is_constant_evaluated()) {
      constexpr T most = limits<T>::max(), nan = limits<T>::quiet_NaN();
      if (x != x || y != y) return nan;
      bool const negative = is_negative(x) != is_negative(y);
      if (magnitude(x) > most) return magnitude(y) > most ? nan : signed_infinity<T>(negative);
      if (y == 0) return x == 0 ? nan : signed_infinity<T>(negative);
      if (magnitude(y) < 1 && magnitude(x) > magnitude(y)) {
        int shift = 0;
        T a = magnitude(x), b = magnitude(y);
        for (; a >= 2; a /= 2) ++shift;
        for (; b < 1; b *= 2) ++shift;
        T q = a / b;
        for (; q >= 2; q /= 2) ++shift;
        for (; q < 1; q *= 2) --shift;
        if (shift >= limits<T>::max_exponent) return signed_infinity<T>(negative);
      }
    }
  return x / y;
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
