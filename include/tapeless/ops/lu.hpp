// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/elimination.hpp>

namespace tapeless::core {

// Elimination with partial pivoting, P A = L U (Golub & Van Loan, Matrix Computations, 3.4). `lu` stands for
// its matrix: its cotangent is that of A, and ops that take it share one factorisation.

/// P A = L U in place: U and, below its diagonal, L without its ones; row k was exchanged with row pivot[k].
/// A column of zeros is left as it is.
template <class T>
constexpr void factorise(T* a, T* pivot, int n) {
  for (int k = 0; k < n; ++k) {
    int best = k;
    for (int i = k + 1; i < n; ++i) {
      T const x = size_of(a[i * n + k]);
      if (x > size_of(a[best * n + k]) || x != x) best = i;
    }
    pivot[k] = static_cast<T>(best);
    if (best != k)
      for (int j = 0; j < n; ++j) {
        T const x = a[k * n + j];
        a[k * n + j] = a[best * n + j];
        a[best * n + j] = x;
      }
    if (a[k * n + k] == 0) continue;
    for (int i = k + 1; i < n; ++i) {
      T const l = a[i * n + k] = over(a[i * n + k], a[k * n + k]);
      for (int j = k + 1; j < n; ++j) a[i * n + j] = minus(a[i * n + j], times(l, a[k * n + j]));
    }
  }
}
/// A⁻¹ b or A⁻ᵀ b in place of b, which has m columns.
template <class T>
constexpr void substitute(T const* lu, T const* pivot, T* b, int n, int m, bool transpose) {
  auto const exchange = [&](int k) {
    int const other = static_cast<int>(pivot[k]);
    for (int j = 0; j < m && other != k; ++j) {
      T const x = b[k * m + j];
      b[k * m + j] = b[other * m + j];
      b[other * m + j] = x;
    }
  };
  auto const subtract_row = [&](int from, T factor, int row) {
    for (int j = 0; j < m; ++j) b[from * m + j] = minus(b[from * m + j], times(factor, b[row * m + j]));
  };
  auto const divide_row = [&](int i) {
    for (int j = 0; j < m; ++j) b[i * m + j] = over(b[i * m + j], lu[i * n + i]);
  };
  if (!transpose) {
    for (int k = 0; k < n; ++k) exchange(k);
    for (int i = 1; i < n; ++i)
      for (int k = 0; k < i; ++k) subtract_row(i, lu[i * n + k], k);
    for (int i = n; i-- > 0; divide_row(i))
      for (int k = i + 1; k < n; ++k) subtract_row(i, lu[i * n + k], k);
  } else {
    for (int i = 0; i < n; divide_row(i++))
      for (int k = 0; k < i; ++k) subtract_row(i, lu[k * n + i], k);
    for (int i = n - 1; i-- > 0;)
      for (int k = i + 1; k < n; ++k) subtract_row(i, lu[k * n + i], k);
    for (int k = n; k-- > 0;) exchange(k);
  }
}
/// Whether a factorisation has a pivot that is zero or no number.
template <class T>
constexpr bool is_singular(T const* lu, int n) {
  bool singular = false;
  for (int i = 0; i < n; ++i) singular = singular || lu[i * n + i] == 0 || lu[i * n + i] != lu[i * n + i];
  return singular;
}

/// A as it is eliminated: numbers hold its factors and their pivots, terms its entries.   Ā = its cotangent
struct lu_op {
  static constexpr phrase name = "lu";
  static constexpr int numbers_of(int n) { return n * (n + 1); }
  static constexpr int storage(call const& c) {
    matrices const m(c.y);
    return m.count * numbers_of(m.rows);
  }
  static constexpr long long flops(call const& c) {
    matrices const m(c.y);
    return m.count * elimination::flops(m.rows);
  }
  static constexpr cotangents pullback(term g, term, term) { return g; }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    matrices const m(c.y);
    int const n = m.rows, one = n * n;
    if constexpr (std::same_as<T, term>)
      for (int i = 0; i < c.y.size(); ++i) y[i] = x[i];
    else
      for (int b = 0; b < m.count; ++b, x += one, y += numbers_of(n)) {
        for (int i = 0; i < one; ++i) y[i] = x[i];
        factorise(y, y + one, n);
      }
  }
  constexpr term operator()(term a) const { return make<lu_op>(a.shape(), 0, a); }
};

/// A⁻¹ B or A⁻ᵀ B from lu(A).   B̄ = A⁻ᵀ g   Ā = -B̄ Yᵀ (Giles 2008, 2.2.3)   NaN where A is singular
/// with = whether A is transposed
struct solve_op {
  static constexpr phrase name = "solve";
  static constexpr long long flops(call const& c) {
    matrices const b(c.y);
    return c.y.size() * (3ll * b.rows + 2) + b.count * elimination::flops(b.rows);
  }
  static constexpr cotangents pullback(term g, term y, term lu, term);
  static constexpr bool shares = true;
  static constexpr term batched(term y, term lu, term b);
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a, T const* b) {
    matrices const s(c.y);
    int const n = s.rows, m = s.columns, one = n * m;
    for (int batch = 0; batch < s.count; ++batch, y += one, b += one) {
      if constexpr (std::same_as<T, term>) {
        of_terms(y, a, b, n, m, c.with != 0);
        a += n * n;
      } else {
        bool const singular = is_singular(a, n);
        for (int i = 0; i < one; ++i) y[i] = singular ? nan_for(b[i]) : b[i];
        if (!singular) substitute(a, a + n * n, y, n, m, c.with != 0);
        a += lu_op::numbers_of(n);
      }
    }
  }
  /// Up to two unknowns by Cramer's rule, which is as accurate there (Higham 2002, 1.10.1).
  static constexpr void of_terms(term* y, term const* a, term const* b, int n, int m, bool transpose) {
    term const nan = nan_for(*a), none = constant(*a->owner, 0);
    if (n == 1) {
      term const divisor = where_op{}(equal_op{}(*a, none), nan, *a);
      for (int j = 0; j < m; ++j) y[j] = divide_op{}(b[j], divisor);
      return;
    }
    if (n == 2) {
      term const d = minus(times(a[0], a[3]), times(a[1], a[2]));
      term const divisor = where_op{}(equal_op{}(d, none), nan, d);
      term const right = transpose ? a[2] : a[1], below = transpose ? a[1] : a[2];
      for (int j = 0; j < m; ++j) {
        y[j] = divide_op{}(minus(times(a[3], b[j]), times(right, b[m + j])), divisor);
        y[m + j] = divide_op{}(minus(times(a[0], b[m + j]), times(below, b[j])), divisor);
      }
      return;
    }
    elimination e(a, n);
    e.refuse_singular();
    for (int i = 0; i < n * m; ++i) y[i] = b[i];
    e.substitute(y, m, transpose);
    e.refuse_singular(y, n * m);
  }
  /// B of the same batch axes.
  constexpr term operator()(term lu, term b, bool transpose) const {
    return is_zero(b) ? b : make<solve_op>(b.shape(), transpose, lu, b);      // A⁻¹ zero → zero
  }
};
constexpr cotangents solve_op::pullback(term g, term y, term lu, term) {
  bool const transpose = y->with != 0;
  term const b = solve_op{}(lu, g, !transpose);
  term const of_a =
      transpose ? matrix_product(y, matrix_transpose(b)) : matrix_product(b, matrix_transpose(y));
  return {negate_op{}(of_a), b};
}

/// One matrix for all samples: these are columns of one system.
constexpr term solve_op::batched(term y, term lu, term b) {
  bool const transpose = y->with != 0, each_b = b.rank() > y.rank();
  if (each_b && lu.rank() > y.operand(0).rank()) return solve_op{}(lu, b, transpose);
  if (!each_b || y.rank() != 2) return {};
  int const count = b.extent(0), n = b.extent(1), m = b.extent(2);
  term const columns = reshape_op{}(swap_axes(b, 0, 1), shape{n, count * m});
  return swap_axes(reshape_op{}(solve_op{}(lu, columns, transpose), shape{n, count, m}), 0, 1);
}

/// A⁻¹ from lu(A).   Ā = -Yᵀ g Yᵀ (Giles 2008, 2.2.3)   NaN where A is singular; with = 1: whatever division
/// by a zero pivot gives, which is the gradient of ln|det A| there
struct inverse_op {
  static constexpr phrase name = "inverse";
  static constexpr long long unchecked = 1;
  static constexpr long long flops(call const& c) { return solve_op::flops(c); }
  static constexpr cotangents pullback(term g, term y, term) {
    term const t = matrix_transpose(y);
    return negate_op{}(matrix_product(matrix_product(t, g), t));
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    matrices const s(c.y);
    int const n = s.rows, one = n * n;
    for (int batch = 0; batch < s.count; ++batch, y += one) {
      if constexpr (std::same_as<T, term>) {
        if (n <= 2 && c.with != unchecked) {
          sequence<term> b(one, nothing_for(*a));
          for (int i = 0; i < n; ++i) b[i * n + i] = number_for(*a, 1);
          solve_op::of_terms(y, a, b.begin(), n, n, false);
        } else {
          elimination e(a, n);
          if (c.with != unchecked) e.refuse_singular();
          e.invert(y);
          if (c.with != unchecked) e.refuse_singular(y, one);
        }
        a += one;
      } else {
        bool const singular = c.with != unchecked && is_singular(a, n);
        for (int i = 0; i < one; ++i) y[i] = singular ? nan_for(*a) : number_for(*a, i % (n + 1) == 0);
        if (!singular) substitute(a, a + one, y, n, n, false);
        a += lu_op::numbers_of(n);
      }
    }
  }
  constexpr term operator()(term lu, long long how = 0) const {
    return make<inverse_op>(lu.shape(), how, lu);
  }
};

}  // namespace tapeless::core
