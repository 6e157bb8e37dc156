// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstdint>

namespace tapeless::core::exact {

// Arithmetic modulo two primes, p = 4 q + 1: numbers are taken modulo p, exponents modulo q. The powers of a
// fourth power make up a group of order q, and -1 has a root, so that exp, sin and cos have images too.

using residue = std::uint64_t;
__extension__ using wide = unsigned __int128;

inline constexpr residue q = 0x7fffffffffffd77u, p = 4 * q + 1;

template <residue M>
constexpr residue sum_of(residue a, residue b) {
  return a + b < M ? a + b : a + b - M;
}
template <residue M>
constexpr residue difference_of(residue a, residue b) {
  return a < b ? a + (M - b) : a - b;
}
template <residue M>
constexpr residue product_of(residue a, residue b) {
  return static_cast<residue>(static_cast<wide>(a) * b % M);
}
template <residue M>
constexpr residue opposite_of(residue a) {
  return a == 0 ? 0 : M - a;
}
template <residue M>
constexpr residue power_of(residue a, residue exponent) {
  residue y = 1;
  for (; exponent > 0; exponent /= 2, a = product_of<M>(a, a))
    if (exponent % 2 == 1) y = product_of<M>(y, a);
  return y;
}
/// 1 / a for a ≠ 0, by Euclid's algorithm.
template <residue M>
constexpr residue inverse_of(residue a) {
  std::int64_t r = static_cast<std::int64_t>(M), s = static_cast<std::int64_t>(a), x = 0, y = 1;
  while (s > 1) {
    std::int64_t const times = r / s, rest = r - times * s, z = x - times * y;
    r = s, s = rest, x = y, y = z;
  }
  return static_cast<residue>(y < 0 ? y + static_cast<std::int64_t>(M) : y);
}

/// A residue that stands for something unknown: the same for the same keys, else without relation.
template <residue M>
constexpr residue scrambled(residue key, residue more = 0) {
  residue h = key * 0x9e3779b97f4a7c15u + (more ^ more >> 32) * 0xff51afd7ed558ccdu + 0x2545f4914f6cdd1du;
  h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
  h = (h ^ h >> 27) * 0x94d049bb133111ebu;
  return (h ^ h >> 31) % M;
}

/// The powers of one base with exponents modulo q, four bits at a time.
struct powers {
  residue at[15][16]{};
  constexpr explicit powers(residue base) {
    for (auto& row : at) {
      row[0] = 1;
      for (int i = 1; i < 16; ++i) row[i] = product_of<p>(row[i - 1], base);
      base = product_of<p>(row[15], base);
    }
  }
  constexpr residue operator()(residue exponent) const {
    wide y = 1;
    for (int k = 0; exponent > 0; ++k, exponent /= 16) y = y * at[k][exponent % 16] % p;
    return static_cast<residue>(y);
  }
};
/// e^x, and e^(i x): two bases of order q, which are no numbers that formulas are likely to hold, as 3⁴ is.
inline constexpr powers exponential{power_of<p>(scrambled<p>(1), 4)};
inline constexpr powers circular{power_of<p>(scrambled<p>(2), 4)};
/// The root of -1, and one half.
inline constexpr residue imaginary = power_of<p>(2, q), half = (p + 1) / 2;
static_assert(product_of<p>(imaginary, imaginary) == p - 1 && exponential(q - 1) != 1);

}  // namespace tapeless::core::exact
