// SPDX-License-Identifier: BSL-1.0
#pragma once

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

}  // namespace tapeless::core
