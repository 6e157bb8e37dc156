// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstdint>
#include <tapeless/core/decimal.hpp>
#include <tapeless/core/limits.hpp>

namespace tapeless::core {

/// A positive value that is `last` · 2^scale, or a little more where it is inexact.
struct binary {
  std::uint64_t last;
  int scale;
  bool inexact;
};
/// Bits of a value: those of long double, 64 at most.
inline constexpr int value_bits =
    limits<long double>::digits < 64 ? limits<long double>::digits : 64;

/// Whether n · 10^e is a quotient of 128 bits by 64: n · 10^e by 1, or n by 5^-e.
constexpr bool fits_in_words(int e) { return e >= -27 && e <= 19; }
/// n · 10^e by one division, where that is possible.
constexpr binary divided_in_words(std::uint64_t n, int e) {
  __extension__ using wide = unsigned __int128;
  wide top = n;
  std::uint64_t bottom = 1;
  for (int i = 0; i < e; ++i) top *= 10;
  for (int i = e; i < 0; ++i) bottom *= 5;
  int scale = e < 0 ? e : 0;
  for (int s = 64; s > 0; s /= 2)
    if (top >> (127 - s) == 0) top <<= s, scale -= s;
  wide y = top / bottom;  // of 64 bits at least
  bool inexact = y * bottom != top;
  for (int s = 64; s > 0; s /= 2)
    if (y >> (value_bits - 1 + s) != 0) {
      inexact = inexact || (y & ((wide{1} << s) - 1)) != 0;
      y >>= s, scale += s;
    }
  return {static_cast<std::uint64_t>(y), scale, inexact};
}

/// A natural number of 1,280 bits, which hold 10^340 · 2^63.
struct natural {
  static constexpr int limbs = 40;
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
/// n · 10^e bit by bit, for any e: milliseconds of a compiler.
constexpr binary divided_bit_by_bit(std::uint64_t n, int e) {
  natural top, bottom;
  top.limb[0] = std::uint32_t(n);
  top.limb[1] = std::uint32_t(n >> 32);
  bottom.limb[0] = 1;
  for (int i = 0; i < e; ++i) top.times(10);
  for (int i = e; i < 0; ++i) bottom.times(10);
  int scale = 1 - value_bits;  // top / bottom · 2^(scale - 1 + bits), with 1 <= top / bottom < 2
  for (; !top.at_least(bottom); --scale) top.times(2);
  for (natural twice = bottom; (twice.times(2), top.at_least(twice)); ++scale) bottom = twice;
  std::uint64_t y = 0;
  for (int bit = 0; bit < value_bits; ++bit) {
    y *= 2;
    if (top.at_least(bottom)) {
      top.subtract(bottom);
      y += 1;
    }
    if (bit + 1 < value_bits) top.times(2);
  }
  return {y, scale, !top.zero()};
}

/// The value of a decimal, rounded to odd in the last bit: rounding it once more, to double or float, then
/// gives what the compiler makes of the same literal (Boldo and Melquiond 2008).
constexpr long double value(decimal d) {
  if (d.digits == 0) return 0;
  bool const negative = d.digits < 0;
  auto const digits = static_cast<std::uint64_t>(d.digits), n = negative ? 0 - digits : digits;
  if (d.exponent == 0 && n >> (value_bits - 1) == 0) return static_cast<long double>(d.digits);
  auto [last, scale, inexact] =
      fits_in_words(d.exponent) ? divided_in_words(n, d.exponent) : divided_bit_by_bit(n, d.exponent);
  auto y = static_cast<long double>(last | inexact);
  for (; scale >= 16; scale -= 16) y *= 65536;
  for (; scale > 0; --scale) y *= 2;
  for (; scale <= -16; scale += 16) y /= 65536;
  for (; scale < 0; ++scale) y /= 2;
  return negative ? -y : y;
}

}  // namespace tapeless::core
