// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// The double next to a number. A call, which waits for the type of x: with double(x) for an argument, clang
/// would compile what a template calls where it is defined.
template <class T>
constexpr double nearest_double(T x) {
  return static_cast<double>(x);
}

/// The unevaluated sum hi + lo, |lo| ≤ ulp(hi)/2: twice the precision of V (Dekker 1971; Joldes, Muller,
/// Popescu 2017). Products are formed from halves whose products are exact, so contraction to FMA changes
/// nothing.
template <Lane V>
struct double_word {
  V hi, lo;
};

/// a + b exactly (Knuth, TAOCP 2, 4.2.2, theorem B).
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> two_sum(V a, V b) {
  V const s = fence<V>(a + b), b1 = fence<V>(s - a), a1 = fence<V>(s - b1);
  return {s, fence<V>(a - a1) + fence<V>(b - b1)};
}
/// a + b exactly if |a| ≥ |b|.
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> quick_two_sum(V a, V b) {
  V const s = fence<V>(a + b);
  return {s, b - fence<V>(s - a)};
}
/// The leading half of x's bits: a product of two heads is exact, and so is x - head(x).
template <Lane V>
[[gnu::always_inline]] inline constexpr V head(V x) {
  using T = scalar_of<V>;
  if constexpr (sizeof(T) == 8 && !std::is_same_v<T, long double>) {
    return real<V>(bits(x) & 0xfffffffff8000000u);
  } else if constexpr (sizeof(T) == 4) {
    return real<V>(bits(x) & 0xfffff000u);
  } else {                                                                // Veltkamp 1968
    constexpr T factor = T(std::uint64_t{1} << (limits<T>::digits + 1) / 2) + 1;
    T const c = factor * x;
    return fence<V>(c - fence<V>(c - x));
  }
}
/// a·b + c exactly if |a·b| ≥ |c| and a·b is exact: as expressions that clang contracts.
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> product_and(V a, V b, V c) {
  V const s = fence<V>(a * b + c);
  return {s, c - fence<V>(s - a * b)};
}
/// a·b with half as many bits again as V has.
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> two_product(V a, V b) {
  V const a1 = head(a), a2 = a - a1, b1 = head(b), b2 = b - b1;
  return product_and<V>(a1, b1, a1 * b2 + a2 * b);
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> square(V a) {
  V const a1 = head(a), a2 = a - a1;
  return product_and<V>(a1, a1, a2 * (a + a1));
}

template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator-(double_word<V> a) {
  return {-a.hi, -a.lo};
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator+(double_word<V> a, double_word<V> b) {
  double_word<V> const s = two_sum(a.hi, b.hi), t = two_sum(a.lo, b.lo);
  double_word<V> const u = quick_two_sum<V>(s.hi, s.lo + t.hi);
  return quick_two_sum<V>(u.hi, u.lo + t.lo);
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator+(double_word<V> a, V b) {
  double_word<V> const s = two_sum(a.hi, b);
  return quick_two_sum<V>(s.hi, s.lo + a.lo);
}
template <Lane V>
  requires(!is_scalar<V>)
[[gnu::always_inline]] inline constexpr double_word<V> operator+(double_word<V> a, scalar_of<V> b) {
  return a + fill<V>(b);
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator-(double_word<V> a, double_word<V> b) {
  return a + -b;
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator*(double_word<V> a, double_word<V> b) {
  double_word<V> const p = two_product(a.hi, b.hi);
  return quick_two_sum<V>(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator*(double_word<V> a, V b) {
  double_word<V> const p = two_product(a.hi, b);
  return quick_two_sum<V>(p.hi, p.lo + a.lo * b);
}
template <Lane V>
[[gnu::always_inline]] inline constexpr double_word<V> operator/(double_word<V> a, double_word<V> b) {
  V const q = head(a.hi / b.hi);  // q·b is exact but for b.lo
  V const b1 = head(b.hi), b2 = b.hi - b1;
  V const rest = (fence<V>(a.hi - q * b1) - q * b2) + (a.lo - q * b.lo);
  return quick_two_sum<V>(q, rest / b.hi);
}
/// The sum of parts, the last the least: a constant longer than any literal that every T can hold.
template <class T, std::size_t N>
constexpr double_word<T> constant(double const (&part)[N]) {
  constexpr double least = sizeof(T) < sizeof(double) ? 0x1p-126 : 0;  // nvcc rejects what underflows
  double_word<T> sum{0, 0};
  for (int i = int(N) - 1; i >= 0; --i)
    if (abs(part[i]) >= least) sum = sum + T(part[i]);
  return sum;
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
