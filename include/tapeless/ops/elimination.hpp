// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/matrix.hpp>

namespace tapeless::core {

/// Elimination with partial pivoting over terms, P A = L U: a row changes places with each later one whose
/// entry in the pivot's column is greater. Each pivot divides once, as its reciprocal, which is infinite
/// where the pivot is subnormal.
struct elimination {
  int n;
  sequence<term> lu;
  sequence<term> reciprocal;  ///< of each pivot
  sequence<term> exchanged;   ///< of rows k and i > k, in order: whether they changed places

  constexpr elimination(term const* a, int size) : n(size), lu(size * size) {
    for (int i = 0; i < n * n; ++i) lu[i] = a[i];
    term const none = constant(*a->owner, 0), one = constant(*a->owner, 1);
    for (int k = 0; k < n; ++k) {
      for (int i = k + 1; i < n; ++i) {
        term const c = less_op{}(size_of(lu[k * n + k]), size_of(lu[i * n + k]));
        exchanged.push(c);
        exchange(c, &lu[k * n], &lu[i * n], n);
      }
      term const p = lu[k * n + k];
      reciprocal.push(divide_op{}(one, p));
      if (k + 1 == n) break;
      term const factor = where_op{}(equal_op{}(p, none), one, reciprocal[k]);  // zeros stay zeros
      for (int i = k + 1; i < n; ++i) {
        term const l = lu[i * n + k] = times(lu[i * n + k], factor);
        for (int j = k + 1; j < n; ++j) lu[i * n + j] = minus(lu[i * n + j], times(l, lu[k * n + j]));
      }
    }
  }
  static constexpr void exchange(term c, term* x, term* y, int count, int apart = 1) {
    for (int j = 0; j < count * apart; j += apart) {
      term const a = x[j], b = y[j];
      x[j] = where_op{}(c, b, a);
      y[j] = where_op{}(c, a, b);
    }
  }
  /// Where a pivot is zero every solution is NaN: reciprocals before it is found, then what no pivot divides.
  constexpr void refuse_singular() {
    for (term& r : reciprocal) r = where_op{}(zeros(), nan_for(r), r);
  }
  constexpr void refuse_singular(term* y, int count) const {
    for (int i = 0; i < count; ++i)
      if (is_zero(y[i])) y[i] = where_op{}(zeros(), nan_for(y[i]), y[i]);
  }
  constexpr void substitute(term* b, int m, bool transpose) const {
    if (!transpose) {
      for (int k = 0, e = 0; k < n; ++k)
        for (int i = k + 1; i < n; ++i, ++e) exchange(exchanged[e], b + k * m, b + i * m, m);
      through_factors(b, m);
    } else {
      for (int i = 0; i < n; multiply_row(b, m, i++))
        for (int k = 0; k < i; ++k) subtract_row(b, m, i, lu[k * n + i], k);
      for (int i = n - 1; i-- > 0;)
        for (int k = i + 1; k < n; ++k) subtract_row(b, m, i, lu[k * n + i], k);
      for (int k = n - 1, e = exchanged.count; k-- > 0;)
        for (int i = n - 1; i > k; --i) exchange(exchanged[--e], b + k * m, b + i * m, m);
    }
  }
  /// U⁻¹ L⁻¹, with zeros by structure, then P: columns change places.
  constexpr void invert(term* y) const {
    for (int i = 0; i < n * n; ++i) y[i] = i % (n + 1) == 0 ? number_for(lu[0], 1) : nothing_for(lu[0]);
    through_factors(y, n);
    for (int k = n - 1, e = exchanged.count; k-- > 0;)
      for (int i = n - 1; i > k; --i) exchange(exchanged[--e], y + k, y + i, n, n);
  }
  /// How often it has a pivot that is zero.
  constexpr term zeros() const {
    term const none = constant(*lu[0].owner, 0);
    term total = equal_op{}(lu[0], none);
    for (int i = 1; i < n; ++i) total = plus(total, equal_op{}(lu[i * n + i], none));
    return total;
  }
  /// 1, or -1 after an odd number of exchanges.
  constexpr term parity() const {
    term const one = constant(*lu[0].owner, 1);
    term sign = one;
    for (term c : exchanged) sign = where_op{}(c, negate_op{}(sign), sign);
    return sign;
  }
  static constexpr long long flops(long long n) { return n * n * n + n * (n - 1) * (n + 4); }

private:
  constexpr void subtract_row(term* b, int m, int from, term factor, int row) const {
    for (int j = 0; j < m; ++j) b[from * m + j] = minus(b[from * m + j], times(factor, b[row * m + j]));
  }
  constexpr void multiply_row(term* b, int m, int i) const {
    for (int j = 0; j < m; ++j) b[i * m + j] = times(b[i * m + j], reciprocal[i]);
  }
  /// U⁻¹ L⁻¹ b
  constexpr void through_factors(term* b, int m) const {
    for (int i = 1; i < n; ++i)
      for (int k = 0; k < i; ++k) subtract_row(b, m, i, lu[i * n + k], k);
    for (int i = n; i-- > 0; multiply_row(b, m, i))
      for (int k = i + 1; k < n; ++k) subtract_row(b, m, i, lu[i * n + k], k);
  }
};

}  // namespace tapeless::core
