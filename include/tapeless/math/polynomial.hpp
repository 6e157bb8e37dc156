// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// The coefficients [From, From + Count) of C by halves (Estrin 1960): the depth is log₂ Count, so one vector
/// alone is not bound by latency, and the source fixes the order of operations. They are template arguments,
/// because an array that exists at run time is read again in every iteration (clang 16) or keeps the loop
/// around it scalar (g++ 12).
template <auto const& C, int From, int Count, Lane V>
[[gnu::always_inline]] inline constexpr V polynomial_part(V x, V x2, V x4, V x8, V x16) {
  constexpr scalar_of<V> c = scalar_of<V>(C[From]);
  if constexpr (Count == 1) {
    return fill<V>(c);
  } else if constexpr (Count == 2) {
    constexpr scalar_of<V> d = scalar_of<V>(C[From + 1]);
    return c + d * x;
  } else {
    constexpr int half = Count <= 4 ? 2 : Count <= 8 ? 4 : Count <= 16 ? 8 : 16;
    V const power = half == 2 ? x2 : half == 4 ? x4 : half == 8 ? x8 : x16;
    return polynomial_part<C, From, half>(x, x2, x4, x8, x16) +
           polynomial_part<C, From + half, Count - half>(x, x2, x4, x8, x16) * power;
  }
}
/// C[0] + C[1]·x + C[2]·x² + …
template <auto const& C, Lane V>
[[gnu::always_inline]] inline constexpr V polynomial(V x) {
  constexpr int n = sizeof C / sizeof C[0];
  static_assert(n <= 32);
  V const x2 = n > 2 ? x * x : x, x4 = n > 4 ? x2 * x2 : x;
  V const x8 = n > 8 ? x4 * x4 : x, x16 = n > 16 ? x8 * x8 : x;
  return polynomial_part<C, 0, n>(x, x2, x4, x8, x16);
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
