// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/inverse_trigonometric.hpp>
#include <tapeless/ops/logic.hpp>
#include <tapeless/ops/matrix.hpp>

namespace tapeless::core {

// Functions of a squared angle that geometry is made of. Each family is closed under differentiation, so that
// every derivative is right at the angle 0 too, without a division by it.

/// Stumpff's functions cₖ(s) = 1/k! - s/(k+2)! + s²/(k+4)! - ..: c₀ = cos √s, c₁ = sin √s / √s,
/// c₂ = (1 - cos √s) / s, c₃ = (√s - sin √s) / √s³ (Stiefel & Scheifele 1971, 11).   with = k
///     s̄ = g (k cₖ₊₂ - cₖ₊₁) / 2
struct stumpff_op {
  static constexpr phrase name = "stumpff";
  static constexpr int transcendentals = 1;
  static constexpr cotangents pullback(term g, term y, term s) {
    long long const k = y->with;
    term const next = stumpff_op{}(s, k + 1);
    if (k == 0) return g * next * -0.5;
    return g * (stumpff_op{}(s, k + 2) * (0.5 * static_cast<double>(k)) - next * 0.5);
  }
  /// The series up to s = (k + 1)(k + 2) / 2, from where cₖ₊₂ = (1/k! - cₖ) / s loses no digits.
  template <long long K, class T>
  static constexpr T value(T s) {
    using S = scalar_of<T>;
    T const limit = number_for(s, (K + 1) * (K + 2) / 2.0L);
    if constexpr (is_scalar<T>) return s < limit ? series<K>(s) : closed<K>(s);
    else return select(s < limit, series<K>(s), closed<K>(select(s < limit, T{} + S(1), s)));
  }
  constexpr term operator()(term s, long long k) const { return entrywise<stumpff_op>(s, k); }

private:
  static constexpr int terms = 20;
  template <long long K>
  static constexpr long double inverse_factorial() {
    long double f = 1;
    for (long long i = 2; i <= K; ++i) f *= static_cast<long double>(i);
    return 1 / f;
  }
  template <long long K, class T>
  static constexpr T series(T s) {
    T sum = number_for(s, 1);
    for (int j = terms; j > 0; --j) {
      long double const divisor = static_cast<long double>((K + 2 * j - 1) * (K + 2 * j));
      sum = minus(number_for(s, 1), times(times(s, number_for(s, 1 / divisor)), sum));
    }
    return times(sum, number_for(s, inverse_factorial<K>()));
  }
  template <long long K, class T>
  static constexpr T closed(T s) {
    if constexpr (K == 0) return math::cos(math::sqrt(s));
    else if constexpr (K == 1) return over(math::sin(math::sqrt(s)), math::sqrt(s));
    else return over(minus(number_for(s, inverse_factorial<K - 2>()), closed<K - 2>(s)), s);
  }
};

/// Bₘ(x) = ∫₀¹ t²ᵐ⁻² / (1 + x t²)ᵐ dt for x ≥ 0: B₁ = arctan √x / √x.   with = m   x̄ = -m g Bₘ₊₁
struct arctangent_op {
  static constexpr phrase name = "arctangent";
  static constexpr int transcendentals = 1;
  static constexpr cotangents pullback(term g, term y, term x) {
    return g * arctangent_op{}(x, y->with + 1) * -static_cast<double>(y->with);
  }
  /// Up to x = ¼ the hypergeometric series in x / (1 + x), whose terms are positive (Pfaff's transformation);
  /// then Bₘ₊₁ = ((2m - 1) Bₘ - (1 + x)⁻ᵐ) / (2 m x), by parts.
  template <long long M, class T>
  static constexpr T value(T x) {
    using S = scalar_of<T>;
    T const limit = number_for(x, 0.25L);
    if constexpr (is_scalar<T>) return x < limit ? series<M>(x) : closed<M>(x);
    else return select(x < limit, series<M>(x), closed<M>(select(x < limit, T{} + S(1), x)));
  }
  constexpr term operator()(term x, long long m) const { return entrywise<arctangent_op>(x, m); }

private:
  template <long long M, class T>
  static constexpr T power_of(T x) {  // (1 + x)⁻ᴹ
    T p = number_for(x, 1);
    for (long long i = 0; i < M; ++i) p = over(p, plus(number_for(x, 1), x));
    return p;
  }
  template <long long M, class T>
  static constexpr T series(T x) {
    constexpr int terms = limits<scalar_of<T>>::digits / 2 + 2 * int(M);
    T const z = over(x, plus(number_for(x, 1), x));
    T sum = number_for(x, 1);
    for (int j = terms; j-- > 0;) {
      long double const ratio = (M + j) / (M + j + 0.5L);
      sum = plus(number_for(x, 1), times(times(z, number_for(x, ratio)), sum));
    }
    return times(sum, times(power_of<M>(x), number_for(x, 1 / (2.0L * M - 1))));
  }
  template <long long M, class T>
  static constexpr T closed(T x) {
    if constexpr (M == 1) return over(math::atan(math::sqrt(x)), math::sqrt(x));
    else {
      constexpr long double m = M - 1;
      T const d = minus(times(number_for(x, 2 * m - 1), closed<M - 1>(x)), power_of<M - 1>(x));
      return over(d, times(number_for(x, 2 * m), x));
    }
  }
};

/// One entry of the last axis, which stays at length 1; and several.
constexpr term part_of(term x, int first, int count = 1) {
  return slice_along(x, {x.rank() - 1, first, 1}, count);
}
/// Parts one after another along the last axis.
constexpr term joined_parts(std::same_as<term> auto... parts) {
  term const all[]{parts...};
  return concat_along(all, int(sizeof...(parts)), all[0].rank() - 1);
}
/// The sum of squares along the last axis, which stays.
constexpr term squared_length(term v) {
  axes last;
  last.insert(v.rank() - 1);
  return sum_over(square_op{}(v), last, true);
}
/// Whether the last axes of x are these; otherwise the graph holds the sentence.
constexpr bool ends_in(term x, phrase call, std::same_as<int> auto... extents) {
  shape const s = x.shape(), wanted{extents...};
  bool fits = s.rank >= wanted.rank;
  for (int i = 1; fits && i <= wanted.rank; ++i) fits = s[s.rank - i] == wanted[wanted.rank - i];
  if (!fits) x.owner->refuse(call, ": the last axes must be ", wanted, "; x is ", s);
  return fits;
}
/// The shape of leading axes that two operands share after broadcasting.
constexpr shape common_batch(term a, int axes_of_a, term b, int axes_of_b, phrase call) {
  shape const x = batch_of(a.shape(), axes_of_a), y = batch_of(b.shape(), axes_of_b);
  if (broadcastable(x, y)) return broadcast(x, y);
  a.owner->refuse(call, ": the leading axes must broadcast; x is ", a.shape(), ", y is ", b.shape());
  return x;
}
/// arctan2(n, w) / n of n², at n = 0 too where w > 0.
constexpr term angle_over_sine(term squared, term w) {
  term const one = constant(*w.owner, 1, w.shape()), none = constant(*w.owner, 0, w.shape());
  term const near = and_op{}(less_op{}(none, w), less_op{}(4 * squared, square_op{}(w)));
  term const cosine = where_op{}(near, w, one), n = sqrt_op{}(where_op{}(near, one, squared));
  term const x = where_op{}(near, squared / square_op{}(cosine), none);
  return where_op{}(near, arctangent_op{}(x, 1) / cosine, atan2_op{}(n, w) / n);
}

}  // namespace tapeless::core
