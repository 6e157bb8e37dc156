// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <bit>
#include <tapeless/core/limits.hpp>
#include <tapeless/equality/image.hpp>

namespace tapeless::core::exact {

/// A number as a fraction over, if there is one, a small denominator: 0.1 is meant as 1/10, and 1/3 was
/// rounded when it was folded. Else the number is what its digits say.
class ratio {
  static constexpr image scaled(calculus& c, long double magnitude) {
    int twos = 0;
    for (; magnitude >= 0x1p63L; magnitude /= 2) ++twos;
    for (; magnitude != static_cast<long double>(static_cast<residue>(magnitude)); magnitude *= 2) --twos;
    residue const digits = static_cast<residue>(magnitude);
    image const two = c.number(twos < 0 ? half : 2, twos < 0 ? (q + 1) / 2 : 2);
    image y = c.number(digits % p, digits % q);
    y.value = product_of<p>(y.value, power_of<p>(two.value, residue(twos < 0 ? -twos : twos)));
    y.exponent = product_of<q>(y.exponent, power_of<q>(two.exponent, residue(twos < 0 ? -twos : twos)));
    return y;
  }
  /// By continued fractions.
  static constexpr image positive(calculus& c, long double x) {
    long double const tolerance = 2 * x * limits<long double>::epsilon();
    residue numerator = 1, before = 0, denominator = 0, under = 1;
    for (long double rest = x; rest < 0x1p40L;) {
      residue const whole = static_cast<residue>(rest);
      if (denominator > 0 && whole >= (residue(1) << 20) / denominator + 1) break;
      residue const n = whole * numerator + before, d = whole * denominator + under;
      if (n >= residue(1) << 40) break;
      before = numerator, numerator = n, under = denominator, denominator = d;
      long double const away = static_cast<long double>(n) / static_cast<long double>(d) - x;
      if (away <= tolerance && -away <= tolerance)
        return c.number(product_of<p>(n, inverse_of<p>(d)), product_of<q>(n, inverse_of<q>(d)));
      if (rest == static_cast<long double>(whole)) break;
      rest = 1 / (rest - static_cast<long double>(whole));
    }
    return scaled(c, x);
  }

  static constexpr long double most = limits<long double>::max();

public:
  static constexpr image of(calculus& c, long double x) {
    if (x == 0) return {};
    if (!(x <= most && x >= -most)) return c.unknown(std::bit_cast<residue>(static_cast<double>(x)), 17);
    return x < 0 ? c.negative(positive(c, -x)) : c.above_zero(positive(c, x));
  }
};

}  // namespace tapeless::core::exact
