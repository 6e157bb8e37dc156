// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstdint>
#include <limits>

namespace tapeless::core {

/// digits · 10^exponent: a literal as it was written, without trailing zeros.
struct decimal {
  long long digits = 0;
  int exponent = 0;
  bool exact = true;  ///< false when the literal has more digits than a long long holds
};

/// The same value without zeros at the end of its digits, so that equal values are equal types.
constexpr decimal without_zeros(decimal d) {
  for (; d.digits != 0 && d.digits % 10 == 0; ++d.exponent) d.digits /= 10;
  if (d.digits == 0) d.exponent = 0;
  return d;
}

/// Reads an integer or floating literal of C++: separators, fraction and exponent; no hexadecimal.
constexpr decimal read_decimal(char const* c, int length) {
  decimal d;
  bool fraction = false;
  int i = 0;
  for (; i < length && c[i] != 'e' && c[i] != 'E'; ++i) {
    if (c[i] == '.') fraction = true;
    if (c[i] < '0' || c[i] > '9') {
      if (c[i] != '.' && c[i] != '\'') d.exact = false;
      continue;
    }
    if (d.digits > 900'000'000'000'000'000) d.exact = false;
    else d.digits = 10 * d.digits + (c[i] - '0');
    if (fraction) --d.exponent;
  }
  if (i < length) {
    bool const negative = c[i + 1] == '-';
    int power = 0;
    for (i += negative || c[i + 1] == '+' ? 2 : 1; i < length && power < 10'000; ++i)
      power = 10 * power + (c[i] - '0');
    d.exponent += negative ? -power : power;
  }
  d = without_zeros(d);
  if (d.exponent < -340 || d.exponent > 308) d.exact = false;
  return d;
}

/// The value of a decimal, rounded to odd in the last bit of long double: rounding it once more, to double or
/// float, then gives what the compiler makes of the same literal (Boldo and Melquiond 2008).
constexpr long double value(decimal d) {
  // n / 10^-e or n · 10^e as a big integer of 32-bit limbs: numerator and denominator, divided bit by bit.
  constexpr int limbs = 40;  // 1,280 bits hold 10^340 · 2^63
  struct natural {
    std::uint32_t limb[limbs]{};
    constexpr void times(std::uint32_t k) {
      std::uint64_t carry = 0;
      for (auto& l : limb) {
        carry += std::uint64_t{l} * k;
        l = std::uint32_t(carry);
        carry >>= 32;
      }
    }
    constexpr bool at_least(natural const& other) const {
      for (int i = limbs; i-- > 0;)
        if (limb[i] != other.limb[i]) return limb[i] > other.limb[i];
      return true;
    }
    constexpr void subtract(natural const& other) {
      std::int64_t borrow = 0;
      for (int i = 0; i < limbs; ++i) {
        borrow += std::int64_t{limb[i]} - other.limb[i];
        limb[i] = std::uint32_t(borrow);
        borrow >>= 32;
      }
    }
    constexpr bool zero() const {
      for (auto l : limb)
        if (l != 0) return false;
      return true;
    }
  };
  bool const negative = d.digits < 0;
  unsigned long long const n =
      negative ? 0ull - static_cast<unsigned long long>(d.digits) : static_cast<unsigned long long>(d.digits);
  constexpr int bits =
      std::numeric_limits<long double>::digits < 64 ? std::numeric_limits<long double>::digits : 64;
  if (n == 0) return 0;
  if (d.exponent == 0 && n >> (bits - 1) == 0)
    return negative ? -static_cast<long double>(n) : static_cast<long double>(n);
  natural top, bottom;
  top.limb[0] = std::uint32_t(n);
  top.limb[1] = std::uint32_t(n >> 32);
  bottom.limb[0] = 1;
  for (int e = d.exponent; e > 0; --e) top.times(10);
  for (int e = d.exponent; e < 0; ++e) bottom.times(10);
  int scale = 0;  // value = top / bottom · 2^scale with 1 <= top / bottom < 2
  for (; !top.at_least(bottom); --scale) top.times(2);
  for (natural twice = bottom; (twice.times(2), top.at_least(twice)); ++scale) bottom = twice;
  long double y = 0;
  for (int bit = 0; bit < bits; ++bit) {
    y *= 2;
    if (top.at_least(bottom)) {
      top.subtract(bottom);
      y += 1;
    } else if (bit == bits - 1 && !top.zero()) {
      y += 1;  // inexact: the last bit is set
    }
    top.times(2);
  }
  for (int e = scale - (bits - 1); e > 0; --e) y *= 2;
  for (int e = scale - (bits - 1); e < 0; ++e) y /= 2;
  return negative ? -y : y;
}

}  // namespace tapeless::core
