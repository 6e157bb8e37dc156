// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/double_word.hpp>

// Where no wider type and no coefficients are at hand, which is long double, functions are summed in double
// words: their errors lie ten bits and more below the last bit. Speed is no aim here, few steps in constant
// evaluation are.

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// long double: its functions come from series.
template <class V>
inline constexpr bool is_extended = std::is_same_v<V, long double>;

inline constexpr double ln2_parts[]{0x1.62e42feep-1, 0x1.a39ef356p-33, 0x1.93c76730p-65, 0x1.f97b57a0p-103,
                                    0x1.e6864ce4p-137};
inline constexpr double half_pi_parts[]{0x1.921fb544p+0,   0x1.0b4611a6p-34,  0x1.3198a2e0p-69,
                                        0x1.b839a252p-104, 0x1.27044532p-142, 0x1.e63a0104p-174,
                                        0x1.df531d88p-206, 0x1.cd9128a4p-238};
template <class T>
inline constexpr double_word<T> ln2 = constant<T>(ln2_parts);
template <class T>
inline constexpr double_word<T> half_pi = constant<T>(half_pi_parts);

/// 2ⁿ, which must be a normal number.
template <class T>
constexpr T power_of_two(int n) {
  T y = 1, base = n < 0 ? T(0.5) : T(2);
  for (unsigned m = unsigned(n < 0 ? -n : n); m != 0; m >>= 1) {
    if (m & 1) y *= base;
    if (m > 1) base *= base;
  }
  return y;
}
/// x·2ⁿ, rounded once.
template <class T>
constexpr T scale(T x, int n) {
  constexpr int step = limits<T>::max_exponent - 2;
  if (n > step) {
    T const y = x * power_of_two<T>(step);  // from a subnormal x it can take two steps up
    int const rest = n - step < step ? n - step : step;
    if (y != 0 && abs(y) >= power_of_two<T>(step + 2 - rest))
      return with_sign(infinity<T>, x);
    return y * power_of_two<T>(rest);
  }
  if (n < -step) return x * power_of_two<T>(n + step < -step ? -step : n + step) * power_of_two<T>(-step);
  if (n > 0 && abs(x) >= power_of_two<T>(step + 1 - n) * 2) return with_sign(infinity<T>, x);
  return x * power_of_two<T>(n);
}
/// x = significand·2^exponent with 1 ≤ |significand| < 2, for finite x ≠ 0.
template <class T>
struct binary {
  T significand;
  int exponent;
};
template <class T>
constexpr binary<T> split(T x) {
  int exponent = 0;
  if (abs(x) < limits<T>::min()) {
    exponent = -limits<T>::digits;
    x *= power_of_two<T>(-exponent);
  }
  for (int n = limits<T>::max_exponent / 2; n > 0; n /= 2) {
    T const big = power_of_two<T>(n);
    if (abs(x) >= big) x /= big, exponent += n;
    else if (abs(x) * big < 2) x *= big, exponent -= n;
  }
  if (abs(x) < 1) x *= 2, exponent -= 1;
  return {x, exponent};
}
/// The nearest integer, which must fit 63 bits.
template <class T>
constexpr T nearest_integer(T x) {
  return T(static_cast<long long>(x < 0 ? x - T(0.5) : x + T(0.5)));
}

/// e^x = (1 + m)·2^k
template <class T>
struct scaled_exponential {
  double_word<T> m;
  int k;
  constexpr T rounded() const {
    double_word<T> const y = m + T(1);
    return scale<T>(y.hi + y.lo, k);
  }
};
/// Taylor's series of e^(r/64) - 1 and six doublings m(2r) = m·(2 + m), which keep the relative accuracy of
/// small m.
template <class T>
constexpr scaled_exponential<T> exponential(double_word<T> x) {
  T const k = nearest_integer(x.hi * T(1.4426950408889634L));
  double_word<T> r = x;
  if (k != 0) {
    r = two_sum<T>(x.hi - k * T(ln2_parts[0]), -k * T(ln2_parts[1])) + (x.lo - k * T(ln2_parts[2]));
    r = r + -k * T(ln2_parts[3]);
  }
  T const scale = T(1) / 64;
  r = {r.hi * scale, r.lo * scale};
  T tail = 0;
  for (int n = limits<T>::digits / 6 + 3; n > 2; --n) tail = (tail + 1) * r.hi / T(n);
  double_word<T> const r2 = square(r.hi);
  double_word<T> m = r + double_word<T>{r2.hi / 2, (r2.lo + 2 * r.hi * r.lo) / 2} + r2.hi / 2 * tail;
  for (int i = 0; i < 6; ++i) m = double_word<T>{2 * m.hi, 2 * m.lo} + m * m;
  return {m, int(k)};
}
/// e^x - 1 , not to overflow
template <class T>
constexpr double_word<T> exponential_minus_one(double_word<T> x) {
  scaled_exponential<T> const e = exponential(x);
  if (e.k == 0) return e.m;
  T const power = power_of_two<T>(e.k);
  return double_word<T>{e.m.hi * power, e.m.lo * power} + power + T(-1);
}
/// log(1 + f) for -0.3 < f < 0.5, from an estimate y good to half the digits: y + log(1 + d), 1 + d = (1 +
/// f)·e^-y.
template <class T>
constexpr double_word<T> logarithm_of_one_plus(double_word<T> f) {
  T y = f.hi / (f.hi + 2), term = y, z = y * y;
  for (int n = 3; n < 26; n += 2) term *= z, y += term / T(n);
  double_word<T> const m = exponential_minus_one(double_word<T>{-2 * y, 0});
  double_word<T> const d = m + f + f * m;
  return double_word<T>{2 * y, 0} + d + d.hi * d.hi * (d.hi / 3 - T(0.5));
}
/// log x, for finite x > 0.
template <class T>
constexpr double_word<T> logarithm(T x) {
  binary<T> b = split(x);
  if (b.significand > T(1.4142135623730951L)) b.significand /= 2, b.exponent += 1;
  double_word<T> const y = logarithm_of_one_plus(double_word<T>{b.significand - 1, 0});
  return ln2<T> * T(b.exponent) + y;
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
