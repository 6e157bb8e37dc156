// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/double_word.hpp>
#include <tapeless/math/polynomial.hpp>
#include <tapeless/math/series.hpp>

// e^x = 2^k·e^r with k the nearest integer to x/log 2 and |r| ≤ log(2)/2 (Cody, Waite 1980). The coefficients
// are of (e^r - 1 - r)/r² and (e^r - 1 - r - r²/2)/r³, by Remez: tests/accuracy/coefficients.py exponential

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double exp_tail[]{0.50000000000000122,    0.16666666666666699,    0.041666666666515466,
                                   0.0083333333333075344,  0.0013888888947004583,  0.00019841269916610804,
                                   2.4801489953753474e-05, 2.7557217061513698e-06, 2.7631276241805145e-07,
                                   2.5117598126213807e-08};
inline constexpr float exp_tail_f[]{0.5f, 0.166665182f, 0.041666206f, 0.00836888421f, 0.00139505044f};
inline constexpr double exp2_tail[]{0.24022650695910133,    0.055504108664821687,   0.009618129107593602,
                                    0.0013333558146387196,  0.0001540353045779641,  1.5252733861942493e-05,
                                    1.3215434939253018e-06, 1.0178048291427493e-07, 7.0738414667709654e-09,
                                    4.4571572053328463e-10};
inline constexpr double expm1_tail[]{0.16666666666666677,   0.041666666666666692,   0.0083333333333217036,
                                     0.0013888888888870491, 0.00019841269885965154, 2.4801587355336872e-05,
                                     2.755724435589091e-06, 2.7557246314825963e-07, 2.5108989487381434e-08,
                                     2.0923511862520011e-09};
inline constexpr float expm1_tail_f[]{0.166666672f, 0.0416664816f, 0.00833328161f, 0.00139333098f,
                                      0.000199096932f};

template <class T>
struct exponential_facts;
template <>
struct exponential_facts<double> {
  static constexpr double log2e = 1.4426950408889634;
  static constexpr double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;  ///< k·ln2_hi is exact
  static constexpr double rounder = 0x1.8p52;  ///< added and subtracted, it rounds to an integer
  static constexpr double most = 710, overflow = 0x1.62e42fefa39efp+9, underflow = -0x1.74910d52d3051p9;
  static constexpr int bias = 1023, mantissa = 52;
  template <class V>
  [[gnu::always_inline]] static constexpr V tail2(V r) { return polynomial<exp_tail>(r); }
  template <class V>
  [[gnu::always_inline]] static constexpr V tail3(V r) { return polynomial<expm1_tail>(r); }
};
template <>
struct exponential_facts<float> {
  static constexpr float log2e = 1.44269504f;
  static constexpr float ln2_hi = 0.693359375f, ln2_lo = -2.12194440e-4f;
  static constexpr float rounder = 0x1.8p23f;
  static constexpr float most = 89, overflow = 0x1.62e42ep+6f, underflow = -0x1.9fe368p6f;
  static constexpr int bias = 127, mantissa = 23;
  template <class V>
  [[gnu::always_inline]] static constexpr V tail2(V r) { return polynomial<exp_tail_f>(r); }
  template <class V>
  [[gnu::always_inline]] static constexpr V tail3(V r) { return polynomial<expm1_tail_f>(r); }
};

/// Whether the machine multiplies vectors by powers of two, and how: 2^k y, rounded once.
#if defined __AVX512F__ && !defined __CUDA_ARCH__
template <class V>
inline constexpr bool has_scaling = !is_scalar<V> && sizeof(V) == 64;
template <Lane V>
[[gnu::always_inline]] inline V scaled_by_machine(V y, V k) {
#if defined __clang__
  using mask_of_floats = unsigned short;
#else
  using mask_of_floats = short;
#endif
  if constexpr (sizeof(scalar_of<V>) == 8)
    return __builtin_ia32_scalefpd512_mask(y, k, y, static_cast<unsigned char>(-1), 4);
  else return __builtin_ia32_scalefps512_mask(y, k, y, static_cast<mask_of_floats>(-1), 4);
}
#else
template <class V>
inline constexpr bool has_scaling = false;
template <Lane V>
V scaled_by_machine(V y, V k);
#endif

/// k, the nearest integer to x/log 2, and 2^k in two factors: subnormal results are rounded once, and none
/// overflows early.
template <Lane V>
struct binary_exponent {
  using facts = exponential_facts<scalar_of<V>>;
  V k, first, second;
  [[gnu::always_inline]] explicit constexpr binary_exponent(V scaled) {
    V const t = fence<V>(scaled + facts::rounder);  // the integer also sits in t's low bits
    auto const n = bits(t) + 2 * facts::bias, half = n >> 1;
    k = fence<V>(t - facts::rounder);
    first = real<V>(half << facts::mantissa);
    second = real<V>((n - half) << facts::mantissa);
  }
  /// 2^k y, rounded once, for normal y near 1.
  [[gnu::always_inline]] constexpr V scaled(V y) const {
    if constexpr (has_scaling<V>) {
      if (!std::is_constant_evaluated()) return scaled_by_machine(y, k);
    }
    return y * first * second;
  }
};
/// The unrounded parts of e^(x + low) = (hi + lo)·first·second, for x in the range where it neither vanishes
/// nor overflows.
template <Lane V>
struct exponential_parts {
  V hi, lo;
  binary_exponent<V> power;
  [[gnu::always_inline]] explicit constexpr exponential_parts(V x, V low) : power(x * facts::log2e) {
    V const h = fence<V>(x - power.k * facts::ln2_hi), l = power.k * facts::ln2_lo - low, r = h - l;
    hi = h;
    lo = r * r * facts::tail2(r) - l;
  }
  using facts = exponential_facts<scalar_of<V>>;
};

/// e^(x + low) for |low| much smaller than 1, which may hold the rounding error of x. Where it is known that
/// -1000 < x < 700 or that x is NaN, `Bounded` saves the clamps.
template <bool Bounded = false, Lane V>
[[gnu::always_inline]] inline constexpr V exp_of_sum(V x, V low) {
  using T = scalar_of<V>;
  using F = exponential_facts<T>;
  // Zero is selected at the end too: multiplying down to a subnormal costs a hundred cycles.
  auto const gone = x < F::underflow;
  if constexpr (!Bounded) x = select(gone, fill<V>(T(0)), minimum(fill<V>(F::most), x));  // NaN stays
  exponential_parts<V> const e(x, low);
  if constexpr (has_scaling<V>) return select(gone, fill<V>(T(0)), e.power.scaled(T(1) + (e.hi + e.lo)));
  V const y = e.power.first + e.power.first * (e.hi + e.lo);  // a power of two rounds nothing
  if constexpr (is_scalar<V> && !Bounded)
    if (std::is_constant_evaluated() && e.power.second > 1 &&
        y > limits<T>::max() / e.power.second)
      return infinity<T>;
  return y * select(gone, fill<V>(T(0)), e.power.second);
}

/// e^x, below 1 ulp, subnormal results included. ∞ above log of the greatest number, 0 far below.
template <Lane V>
[[gnu::always_inline]] inline constexpr V exp(V x) {
  using T = scalar_of<V>;
  if constexpr (is_extended<V>) {
    if (x != x) return x;
    if (x > 12000) return infinity<T>;
    if (x < -12000) return 0;
    return exponential(double_word<T>{x, 0}).rounded();
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && x != x) return x;
    return exp_of_sum(x, fill<V>(T(0)));
  }
}

/// e^x - 1, below 1.1 ulp. The sum r + r²/2 is kept exactly, and so is its sum with 2^k - 1.
template <Lane V>
[[gnu::always_inline]] inline constexpr V expm1(V x) {
  using T = scalar_of<V>;
  if constexpr (is_extended<V>) {
    if (x != x || x == 0) return x;
    if (x > 12000) return infinity<T>;
    if (x < -100) return -1;
    if (abs(x) < limits<T>::epsilon() / 4) return x;
    auto const e = exponential(double_word<T>{x, 0});
    if (e.k > 100) return e.rounded();
    double_word<T> const y = exponential_minus_one(double_word<T>{x, 0});
    return y.hi + y.lo;
  } else {
    using F = exponential_facts<T>;
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && !(x <= F::overflow)) return x != x ? x : infinity<T>;
    V const x0 = x;
    x = maximum(fill<V>(T(-40)), x);
    x = minimum(fill<V>(F::most), x);
    binary_exponent<V> const power(x * F::log2e);
    V const a = power.first, b = power.second;
    V const hi = fence<V>(x - power.k * F::ln2_hi), lo = power.k * F::ln2_lo;
    V const r = fence<V>(hi - lo), e = fence<V>(hi - r) - lo;  // r + e is the reduced argument
    V const z = r * r, h = T(0.5) * z, p = z * r * F::tail3(r);
    V const u = fence<V>(r + h), c = (fence<V>(r - u) + h) + (p + (e + e * r));  // e^r - 1 = u + c
    V const inverse = real<V>((2 * F::bias - (bits(b) >> F::mantissa)) << F::mantissa);
    V const w = u * a, d = a - inverse;  // 2^k = a·b:  e^x - 1 = (w + d + c·a)·b
    V const big = select(w > d, w, d), small = select(w > d, d, w);  // d dominates unless k is 0 or ±1
    double_word<V> const g = quick_two_sum(big, small);
    V const y = (g.hi + (g.lo + c * a)) * b;
    return select(x0 == T(0), x0, y);  // keeps -0
  }
}
/// 2^x, below 1.2 ulp. x minus the nearest integer is exact.
template <Lane V>
[[gnu::always_inline]] inline constexpr V exp2(V x) {
  using T = scalar_of<V>;
  if constexpr (is_extended<V>) {
    constexpr int most = limits<T>::max_exponent, digits = limits<T>::digits;
    if (!(x < most)) return x != x ? x : infinity<T>;
    if (x < -most - digits) return 0;
    T const k = nearest_integer(x);
    auto const e = exponential(ln2<T> * (x - k));
    return scaled_exponential<T>{e.m, e.k + int(k)}.rounded();
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return exp2(w); }, x);
  } else {
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && !(x < 1024)) return x != x ? x : infinity<T>;
    auto const gone = x < -1075.0;
    x = select(gone, fill<V>(0.0), x);
    x = minimum(fill<V>(1025.0), x);
    binary_exponent<V> const power(x);
    V const r = x - power.k;
    V const y = 1.0 + (r * 0x1.62e42fefa39efp-1 + r * (r * polynomial<exp2_tail>(r) + 0x1.abc9e3b39803fp-56));
    return select(gone, fill<V>(0.0), power.scaled(y));
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
