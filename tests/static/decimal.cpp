// SPDX-License-Identifier: BSL-1.0
#include <string_view>
#include <tapeless/core/decimal_value.hpp>
using namespace tapeless::core;

constexpr decimal read(std::string_view literal) { return read_decimal(literal.data(), int(literal.size())); }
constexpr bool reads(std::string_view literal, long long digits, int exponent) {
  decimal const d = read(literal);
  return d.digits == digits && d.exponent == exponent && d.exact;
}
static_assert(reads("0", 0, 0) && reads("2", 2, 0) && reads("1'000'000", 1, 6));
static_assert(reads("0.5", 5, -1) && reads(".5", 5, -1) && reads("5.", 5, 0) && reads("0.50", 5, -1));
static_assert(reads("1e3", 1, 3) && reads("1E+3", 1, 3) && reads("1e-3", 1, -3) && reads("12.5e-3", 125, -4));
static_assert(reads("0.0e5", 0, 0) && reads("100e-2", 1, 0) && reads("3.14159", 314159, -5));
static_assert(reads("123456789012345678", 123456789012345678, 0));
static_assert(!read("12345678901234567891").exact);  // more digits than fit
static_assert(!read("0x10").exact);
static_assert(!read("1e309").exact && !read("1e-400").exact && read("1e308").exact && read("1e-310").exact);

static_assert(without_zeros({120, 0}).digits == 12 && without_zeros({120, 0}).exponent == 1);
static_assert(without_zeros({0, 7}).exponent == 0);

// The value, rounded once more, is what the compiler makes of the literal.
#define SAME(literal)                                                   \
  static_assert(static_cast<double>(value(read(#literal))) == literal); \
  static_assert(static_cast<float>(value(read(#literal))) == literal##F)
SAME(0.1);
SAME(0.2);
SAME(0.3);
SAME(1.1);
SAME(2.718281828459045);
SAME(3.14159265358979323);
SAME(1e-3);
SAME(1e22);
SAME(1e23);
SAME(9007199254740993.0);   // 2^53 + 1: half way between two doubles
SAME(16777217.0);           // 2^24 + 1: half way between two floats
SAME(1.00000005960464478);  // close to half way between two floats
SAME(123456.789e-30);
SAME(1e38);
SAME(1e-44);
#undef SAME
static_assert(static_cast<double>(value(read("1.7976931348623157e308"))) == 1.7976931348623157e308);
static_assert(static_cast<double>(value(read("2.2250738585072014e-308"))) == 2.2250738585072014e-308);
static_assert(static_cast<double>(value(read("4.9406564584124654e-324"))) == 4.9406564584124654e-324);
static_assert(static_cast<double>(value(read("1e-310"))) == 1e-310);
static_assert(value({-5, -1}) == -0.5L && value({-3, 0}) == -3 && value({0, 0}) == 0);
static_assert(value({9223372036854775807, 0}) == 9223372036854775807.0L);
static_assert(value({25, -2}) == 0.25L && value({1, 3}) == 1000);

// Both divisions give the same.
constexpr bool same_by_both(std::uint64_t n, int e) {
  binary const a = divided_in_words(n, e), b = divided_bit_by_bit(n, e);
  return a.last == b.last && a.scale == b.scale && a.inexact == b.inexact;
}
static_assert(same_by_both(1, -27) && same_by_both(9223372036854775807, -27) && same_by_both(3, -1));
static_assert(same_by_both(1, 19) && same_by_both(9223372036854775808u, 19) && same_by_both(5, -1));
static_assert(same_by_both(7450580596923828125, -27) && same_by_both(7450580596923828126, -27));
static_assert(same_by_both(18446744073709551615u, 0) && same_by_both(314159265358979323, -17));
