// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tapeless::core {

/// A number as a reader would write it: the fewest decimal digits, at most 17, that name the double next to
/// it.
struct number_text {
  char characters[32]{};
  int length = 0;

  constexpr explicit number_text(long double x) { write(x); }

private:
  constexpr void write(long double x) {
    if (x != x) return add("nan");
    if (x < 0) {
      add("-");
      x = -x;
    }
    if (x > 1.7976931348623157e308L) return add("inf");
    if (x == 0) return add("0");
    int exponent = 0;  // x = d.ddd · 10^exponent
    long double scaled = x;
    for (; scaled >= 10; ++exponent) scaled /= 10;
    for (; scaled < 1; --exponent) scaled *= 10;
    unsigned long long digits = 0;
    int count = 1;
    long double unit = 1;
    for (; count <= 17; ++count, unit *= 10) {
      digits = static_cast<unsigned long long>(scaled * unit + 0.5L);
      long double const off = static_cast<long double>(digits) / unit - scaled;
      if ((off < 0 ? -off : off) <= scaled * 0x1p-54L) break;
    }
    write(digits, count > 17 ? 17 : count, exponent);
  }
  constexpr void add(char const* word) {
    while (*word) characters[length++] = *word++;
  }
  constexpr void write(unsigned long long digits, int count, int exponent) {
    char digit[20]{};
    for (int i = count; i-- > 0; digits /= 10) digit[i] = char('0' + digits % 10);
    if (digits > 0) {  // rounded up to one digit more
      ++exponent;
      digit[0] = '1';
    }
    bool const scientific = exponent < -5 || exponent > 15;
    int const point = scientific ? 0 : exponent;
    if (point < 0) {
      add("0.");
      for (int i = -1; i > point; --i) add("0");
    }
    for (int i = 0; i < count || i <= point; ++i) {
      if (i == point + 1 && point >= 0) add(".");
      characters[length++] = i < count ? digit[i] : '0';
    }
    if (!scientific) return;
    add(exponent < 0 ? "e-" : "e");
    int const e = exponent < 0 ? -exponent : exponent;
    if (e >= 100) characters[length++] = char('0' + e / 100);
    if (e >= 10) characters[length++] = char('0' + e / 10 % 10);
    characters[length++] = char('0' + e % 10);
  }
};

}  // namespace tapeless::core
