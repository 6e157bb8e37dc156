// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/exp.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// x = k·π/2 + hi + lo with |hi| ≤ π/4, and lo small beside it; of k only the last two bits count.
template <Lane V>
struct quarter_turns {
  bits_of<V> k;
  V hi, lo;
};

/// 2/π, 32 bits a word.
#if defined __CUDA_ARCH__
__attribute__((device)) static  // what a kernel reads must lie there
#endif
inline constexpr std::uint32_t two_over_pi[]{
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d};

/// For |x| ≥ 2²⁰, finite: the bits of x·2/π around the binary point, in integers (Payne, Hanek 1983). Of 2/π
/// six words are taken: two times the significand's 53 bits, the 64 that may cancel, and 64 to keep.
[[gnu::noinline, gnu::cold]] constexpr quarter_turns<double> reduce_large(double x) {
  std::uint64_t const b = bits(x), m = (b & 0x000fffffffffffffu) | 0x0010000000000000u;
  int const e = int(b >> 52 & 0x7ff) - 1075;                // x = m·2^e
  int const skip = e > 3 ? e - 3 : 0, word = skip / 32,
            shift = skip % 32;  // the bits of weight 8 and more do not count
  std::uint64_t const low = m & 0xffffffffu, high = m >> 32;
  std::uint64_t product[8]{};                               // the most significant word first
  for (int i = 5; i >= 0; --i) {
    std::uint64_t const w =
        shift == 0
            ? two_over_pi[word + i]
            : (two_over_pi[word + i] << shift | two_over_pi[word + i + 1] >> (32 - shift)) & 0xffffffffu;
    std::uint64_t const t = low * w + product[i + 2];
    product[i + 2] = t & 0xffffffffu;
    std::uint64_t const u = high * w + product[i + 1] + (t >> 32);
    product[i + 1] = u & 0xffffffffu;
    product[i] += u >> 32;
  }
  int const point = 64 + e - skip;                          // so many bits are the integer part, modulo 8
  auto take = [&](int from) {                               // 64 bits beginning at a bit
    int const i = from / 32, s = from % 32;
    std::uint64_t const hi64 = product[i] << 32 | product[i + 1];
    std::uint64_t const lo32 = i + 2 < 8 ? product[i + 2] : 0;
    return s == 0 ? hi64 : hi64 << s | lo32 >> (32 - s);
  };
  std::uint64_t turns = take(point - 2) >> 62, f1 = take(point), f2 = take(point + 64);
  bool const down = f1 >> 63;                               // to the nearest integer
  if (down) {
    turns += 1;
    f2 = ~f2 + 1;
    f1 = ~f1 + (f2 == 0 ? 1 : 0);
  }
  if (f1 == 0 && f2 == 0) return {turns, 0, 0};
  int const zeros = f1 != 0 ? std::countl_zero(f1) : 64;
  if (zeros == 64) f1 = f2, f2 = 0;
  else if (zeros != 0) f1 = f1 << zeros | f2 >> (64 - zeros), f2 <<= zeros;
  double const unit = real<double>(std::uint64_t(1023 - 53 - zeros) << 52);  // of the leading 53 bits
  double const tail = double(std::int64_t((f1 & 0x7ff) << 42 | f2 >> 22)) * 0x1p-53;
  double_word<double> const fraction = quick_two_sum(double(std::int64_t(f1 >> 11)), tail);
  double_word<double> r = fraction * double_word<double>{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
  double const sign = (x < 0) != down ? -unit : unit;
  return {x < 0 ? 0 - turns : turns, r.hi * sign, r.lo * sign};
}

inline constexpr double most_reduced = 0x1p20;
/// Up to |x| = 2²⁰ by four parts of π/2, whose products with k are exact but for the last (Cody, Waite 1980).
template <Lane V>
[[gnu::always_inline]] inline constexpr quarter_turns<V> reduce_small(V x) {
  V const t = fence<V>(x * 0x1.45f306dc9c883p-1 + 0x1.8p52), k = fence<V>(t - 0x1.8p52);
  double_word<V> const a = two_sum<V>(fence<V>(x - k * 0x1.921fb544p+0), -(k * 0x1.0b4611a6p-34));
  double_word<V> const b = two_sum<V>(a.hi, -(k * 0x1.3198a2ep-69));
  return {bits(t), b.hi, (a.lo + b.lo) - k * 0x1.b839a252049c1p-104};
}
/// Beyond that.
constexpr quarter_turns<double> reduce_beyond(double x) {
  return x - x == 0 ? reduce_large(x) : quarter_turns<double>{0, not_a_number<double>, 0};
}
[[gnu::always_inline]] inline constexpr quarter_turns<double> reduce(double x) {
  if (abs(x) > most_reduced) [[unlikely]]
    return reduce_beyond(x);
  return reduce_small(x);
}
/// What a function is in the lanes where |x| > 2²⁰, in place of y: all before is code without branches, which
/// compilers share between functions of one x.
template <Lane V, class F>
[[gnu::always_inline]] inline V in_large_lanes(F const& function, V x, V y) {
  auto const large = abs(x) > most_reduced;
  if (any(large)) [[unlikely]]
    for (int i = 0; i < width_of<V>; ++i)
      if (large[i]) y[i] = function(x[i]);
  return y;
}

/// For long double up to 2⁶²: seven parts of π/2, times k in two halves. Beyond that x is first taken modulo
/// 2π as the type represents it: the value is a sine, but of another angle.
template <class T>
struct extended_turns {
  int k;
  double_word<T> r;
};
template <class T>
constexpr extended_turns<T> reduce_extended(T x) {
  if (abs(x) >= T(0x1p62)) {
    binary<T> b = split(x);
    T const period = 4 * half_pi<T>.hi;
    T r = b.significand;
    for (int i = 0; i < b.exponent; ++i) r = r >= period ? 2 * r - 2 * period : 2 * r;
    x = r >= period ? r - period : r;
  }
  T const q = x * T(0.63661977236758134308L);
  T const k = nearest_integer(q), upper = T(static_cast<long long>(k / T(0x1p31))) * T(0x1p31),
          lower = k - upper;
  double_word<T> r{x, 0};
  for (double part : half_pi_parts) {
    r = r + -upper * T(part);
    r = r + -lower * T(part);
  }
  return {int(static_cast<long long>(k) & 3), r};
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
