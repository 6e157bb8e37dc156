// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <iosfwd>
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/core/number_text.hpp>
#include <tapeless/core/sentence.hpp>

namespace tapeless::core {

/// x rounded to some decimal digits.
constexpr long double rounded_to_digits(long double x, int digits) {
  if (x != x || x == 0 || magnitude(x) > 1e300L || magnitude(x) < 1e-300L) return x;
  long double scaled = magnitude(x), least = 1, unit = 1;
  for (int i = 1; i < digits; ++i) least *= 10;
  for (; scaled >= 10 * least; unit *= 10) scaled /= 10;
  if (unit > 1)
    return static_cast<long double>(static_cast<long long>(scaled + 0.5L)) * (x < 0 ? -unit : unit);
  for (; scaled < least; unit *= 10) scaled *= 10;
  return static_cast<long double>(static_cast<long long>(scaled + 0.5L)) / (x < 0 ? -unit : unit);
}
/// A number in words, with 6 digits at most.
constexpr sentence number_words(long double x, int digits = 6) {
  number_text const t(rounded_to_digits(x, digits));
  return say(phrase(t.characters, t.length));
}
/// The subscripts of entry i of a tensor: [1][2], nothing for a number.
constexpr sentence subscripts(shape const& s, int i) {
  sentence words;
  for (int axis = 0; axis < s.rank; ++axis) words.add(say("[", i / s.stride(axis) % s[axis], "]"));
  return words;
}

}  // namespace tapeless::core
