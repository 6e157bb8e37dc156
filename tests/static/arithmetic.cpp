// SPDX-License-Identifier: BSL-1.0
#include <tapeless/core/arithmetic.hpp>
#include "check.hpp"
#include <limits>
using namespace tapeless::core;
using check::Inf, check::nan, check::same_number;

// Sums, products and quotients in constant evaluation, at the points where plain arithmetic is an error of
// one compiler or another, and beside them.
template <class T>
constexpr T most = std::numeric_limits<T>::max();
template <class T>
constexpr T least = std::numeric_limits<T>::denorm_min();
template <class T>
constexpr T smallest_normal = std::numeric_limits<T>::min();
template <class T>
constexpr T epsilon = std::numeric_limits<T>::epsilon();

template <class T>
constexpr bool sums() {
  constexpr T half_ulp = most<T> / 4 * epsilon<T> * (1 + epsilon<T>);  // of the greatest number
  return plus(T(1), T(2)) == 3 && minus(T(1), T(2)) == -1 && same_number(plus(T(0), -T(0)), T(0)) &&
         same_number(plus(-T(0), -T(0)), -T(0)) && same_number(minus(T(1), T(1)), T(0)) &&
         same_number(minus(-T(0), T(0)), -T(0)) && same_number(plus(Inf<T>, T(1)), Inf<T>) &&
         same_number(plus(T(1), -Inf<T>), -Inf<T>) && same_number(plus(Inf<T>, Inf<T>), Inf<T>) &&
         same_number(plus(Inf<T>, -Inf<T>), nan<T>) && same_number(minus(Inf<T>, Inf<T>), nan<T>) &&
         same_number(minus(Inf<T>, -Inf<T>), Inf<T>) && same_number(plus(nan<T>, T(1)), nan<T>) &&
         same_number(minus(T(1), nan<T>), nan<T>) && same_number(plus(most<T>, most<T>), Inf<T>) &&
         same_number(minus(-most<T>, most<T>), -Inf<T>) && plus(most<T>, -most<T>) == 0 &&
         plus(most<T> / 2, most<T> / 2) == most<T> && same_number(plus(most<T>, half_ulp), Inf<T>) &&
         plus(most<T>, half_ulp - half_ulp * epsilon<T>) == most<T> && plus(most<T>, T(1)) == most<T> &&
         plus(-most<T>, -half_ulp / 2) == -most<T> && plus(least<T>, least<T>) == 2 * least<T>;
}
static_assert(sums<float>());
static_assert(sums<double>());
static_assert(sums<long double>());
static_assert(plus(most<double>, 0x1p970) == Inf<double>);
static_assert(plus(most<double>, 0x1.fffffffffffffp969) == most<double>);
static_assert(plus(0x1.fffffffffffffp1022, 0x1.fffffffffffffp1022) == most<double>);

template <class T>
constexpr bool products() {
  return times(T(3), T(-2)) == -6 && same_number(times(T(0), T(-1)), -T(0)) &&
         same_number(times(Inf<T>, T(0)), nan<T>) && same_number(times(-T(0), -Inf<T>), nan<T>) &&
         same_number(times(Inf<T>, T(-2)), -Inf<T>) && same_number(times(Inf<T>, -Inf<T>), -Inf<T>) &&
         same_number(times(nan<T>, T(0)), nan<T>) && same_number(times(T(0), nan<T>), nan<T>) &&
         same_number(times(most<T>, T(2)), Inf<T>) && same_number(times(-most<T>, most<T>), -Inf<T>) &&
         same_number(times(most<T>, 1 + epsilon<T>), Inf<T>) && times(most<T>, T(1)) == most<T> &&
         times(most<T>, 1 - epsilon<T>) < most<T> && times(most<T> / 2, T(2)) == most<T> &&
         times(T(2), most<T> / 2) == most<T> && times(least<T>, T(0.5)) == 0 &&
         same_number(times(-least<T>, least<T>), -T(0)) && times(least<T>, most<T>) > 0;
}
static_assert(products<float>());
static_assert(products<double>());
static_assert(products<long double>());
static_assert(times(0x1p512, 0x1p511) == 0x1p1023 && times(0x1p512, 0x1p512) == Inf<double>);
static_assert(times(0x1.fffffffffffffp511, 0x1.0000000000001p512) == Inf<double>);
static_assert(times(0x1.ffffffffffffdp511, 0x1.0000000000001p512) == most<double>);

template <class T>
constexpr bool quotients() {
  return over(T(6), T(-3)) == -2 && same_number(over(T(0), T(-5)), -T(0)) &&
         same_number(over(T(1), T(0)), Inf<T>) && same_number(over(T(1), -T(0)), -Inf<T>) &&
         same_number(over(T(-1), T(0)), -Inf<T>) && same_number(over(T(0), T(0)), nan<T>) &&
         same_number(over(Inf<T>, T(0)), Inf<T>) && same_number(over(Inf<T>, Inf<T>), nan<T>) &&
         same_number(over(Inf<T>, T(-2)), -Inf<T>) && same_number(over(T(-1), Inf<T>), -T(0)) &&
         same_number(over(nan<T>, T(1)), nan<T>) && same_number(over(T(1), nan<T>), nan<T>) &&
         same_number(over(most<T>, T(0.5)), Inf<T>) && same_number(over(-most<T>, least<T>), -Inf<T>) &&
         over(most<T>, T(2)) == most<T> / 2 && over(most<T>, most<T>) == 1 && over(least<T>, T(2)) == 0 &&
         over(most<T>, T(1)) == most<T> && same_number(over(most<T>, 1 - epsilon<T> / 2), Inf<T>);
}
static_assert(quotients<float>());
static_assert(quotients<double>());
static_assert(quotients<long double>());

// A small divisor overflows under a small dividend too.
template <class T>
constexpr bool small_divisors() {
  return same_number(over(T(1), least<T>), Inf<T>) && same_number(over(T(-0.5), least<T>), -Inf<T>) &&
         same_number(over(T(1), -least<T>), -Inf<T>) && over(least<T>, least<T>) == 1 &&
         over(T(1), smallest_normal<T>) < Inf<T> && over(T(0.5), smallest_normal<T> / 2) < Inf<T> &&
         same_number(over(T(1), smallest_normal<T> / 4), Inf<T>);
}
static_assert(small_divisors<float>());
static_assert(small_divisors<double>());
static_assert(small_divisors<long double>());
