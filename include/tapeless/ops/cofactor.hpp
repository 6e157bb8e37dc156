// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/lu.hpp>

namespace tapeless::core {

// Cofactors: what the determinant is differentiated by. cof(A) = det(A) A⁻ᵀ where A can be inverted, and a
// polynomial of A everywhere.

constexpr term cofactors(term a);

/// Every matrix without one row and one column, of all pairs in order.   [b, n, n] → [b n n, n-1, n-1]
///     x̄ = the minors' cotangents added up in their places
struct minors_op {
  static constexpr phrase name = "minors";
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term, term x);
  /// Calls act(entry of a minor, entry of its matrix) for all of them.
  static constexpr void for_each(shape const& whole, auto act) {
    int const n = whole[1];
    for (int b = 0, at = 0; b < whole[0]; ++b)
      for (int row = 0; row < n; ++row)
        for (int column = 0; column < n; ++column)
          for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j)
              if (i != row && j != column) act(at++, (b * n + i) * n + j);
  }
  static constexpr term batched(term y, term x) {
    shape rows = y.operand(0).shape();
    rows.extent[0] *= x.extent(0);
    return reshape_op{}(minors_op{}(reshape_op{}(x, rows)), in_front(x.extent(0), y.shape()));
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for_each(c.x[0], [=](int minor, int entry) { y[minor] = x[entry]; });
  }
  constexpr term operator()(term x) const {
    int const n = x.extent(1);
    return make<minors_op>(shape{x.extent(0) * n * n, n - 1, n - 1}, 0, x);
  }
};
/// The transpose of minors.   [b n n, n-1, n-1] → [b, n, n]   x̄ = minors of g
struct minors_sum_op {
  static constexpr phrase name = "minors sum";
  static constexpr long long flops(call const& c) { return c.x[0].size(); }
  static constexpr cotangents pullback(term g, term, term) { return minors_op{}(g); }
  static constexpr term batched(term y, term x) {
    shape rows = y.operand(0).shape();
    rows.extent[0] *= x.extent(0);
    return reshape_op{}(minors_sum_op{}(reshape_op{}(x, rows)), in_front(x.extent(0), y.shape()));
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for (int i = 0; i < c.y.size(); ++i) y[i] = nothing_for(*x);
    minors_op::for_each(c.y, [=](int minor, int entry) { y[entry] = plus(y[entry], x[minor]); });
  }
  constexpr term operator()(term x) const {
    int const n = x.extent(1) + 1;
    return make<minors_sum_op>(shape{x.extent(0) / (n * n), n, n}, 0, x);
  }
};
constexpr cotangents minors_op::pullback(term g, term, term) { return minors_sum_op{}(g); }

/// The rule of cofactors: cof(A)ᵢⱼ is the determinant of a minor, up to its sign.   Ā = Σ gᵢⱼ ∂ det(minor)
constexpr cotangents cofactor_cotangent(term g, term a) {
  int const n = a.extent(a.rank() - 1), all = a.shape().size();
  if (n == 1) return {};
  shape const flat{all / (n * n), n, n};
  sequence<long double> sign(n * n);
  for (int i = 0; i < n * n; ++i) sign[i] = (i / n + i % n) % 2 == 0 ? 1 : -1;
  term const of_minors = reshape_op{}(g, flat) * table(*a.owner, sign.begin(), shape{n, n});
  term const inner = cofactors(minors_op{}(reshape_op{}(a, flat)));
  return reshape_op{}(minors_sum_op{}(reshape_op{}(of_minors, shape{all, 1, 1}) * inner), a.shape());
}

/// The cofactors of up to three rows, expanded.
struct small_cofactor_op {
  static constexpr phrase name = "cofactors";
  static constexpr long long flops(call const& c) { return 3ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term, term a) { return cofactor_cotangent(g, a); }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr T entry(T const* a, int n, int i, int j) {
    if (n == 1) return number_for(*a, 1);
    if (n == 2) return i == j ? a[(1 - i) * 2 + 1 - j] : negative_of(a[(1 - i) * 2 + 1 - j]);
    int const i1 = (i + 1) % 3, i2 = (i + 2) % 3, j1 = (j + 1) % 3, j2 = (j + 2) % 3;
    return minus(times(a[i1 * 3 + j1], a[i2 * 3 + j2]), times(a[i1 * 3 + j2], a[i2 * 3 + j1]));
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    matrices const m(c.y);
    int const n = m.rows;
    for (int b = 0; b < m.count; ++b, a += n * n)
      for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) *y++ = entry(a, n, i, j);
  }
};

/// Those of more rows, by elimination with complete pivoting, P A Q = L U: A's adjugate is Q adj(U) L⁻¹ P up
/// to the sign of the permutations, and adj(U) needs no division by the last pivot, the only one that can
/// vanish unless all cofactors do.
struct cofactor_op {
  static constexpr phrase name = "cofactors";
  static constexpr long long flops(call const& c) { return 4ll * c.y.size() * matrices(c.y).rows; }
  static constexpr cotangents pullback(term g, term, term a) { return cofactor_cotangent(g, a); }
  static constexpr long long batched(long long with) { return with; }

  template <call C, class T>
  static constexpr void evaluate(T* y, T const* a) {
    constexpr matrices m(C.y);
    constexpr int n = m.rows;
    for (int b = 0; b < m.count; ++b, y += n * n, a += n * n) of_one<n>(y, a);
  }

private:
  template <int N, class T>
  static constexpr void of_one(T* y, T const* a) {
    fixed<T, N * N> lu;
    fixed<int, N> row, column;
    for (int i = 0; i < N * N; ++i) lu[i] = a[i];
    for (int i = 0; i < N; ++i) row[i] = column[i] = i;
    bool const odd = factorise(lu, row, column, N);
    T most = T{} + 1;  // det of U without its last row and column
    for (int i = 0; i + 1 < N; ++i) most = times(most, lu[i * N + i]);
    if (odd) most = -most;
    for (int t = 0; t < N; ++t) {  // row t of the cofactors is A's adjugate times the unit vector t
      fixed<T, N> w;
      for (int i = 0; i < N; ++i) {
        w[i] = row[i] == t ? T{} + 1 : T{};
        for (int k = 0; k < i; ++k) w[i] = minus(w[i], times(lu[i * N + k], w[k]));
      }
      T const last = w[N - 1], u = lu[N * N - 1];
      for (int i = N - 1; i-- > 0;) {
        w[i] = minus(times(u, w[i]), times(lu[i * N + N - 1], last));
        for (int k = i + 1; k + 1 < N; ++k) w[i] = minus(w[i], times(lu[i * N + k], w[k]));
        w[i] = most == 0 ? T{} : over(w[i], lu[i * N + i]);
      }
      for (int i = 0; i < N; ++i) y[t * N + column[i]] = times(most, w[i]);
    }
  }
  /// In place, the greatest entry left as each pivot. Whether the permutations together are odd.
  template <class T>
  static constexpr bool factorise(T* a, int* row, int* column, int n) {
    bool odd = false;
    auto const exchange = [](auto& x, auto& y) {
      auto const kept = x;
      x = y;
      y = kept;
    };
    for (int k = 0; k < n; ++k) {
      int p = k, q = k;
      for (int i = k; i < n; ++i)
        for (int j = k; j < n; ++j)
          if (size_of(a[i * n + j]) > size_of(a[p * n + q]) || a[i * n + j] != a[i * n + j]) p = i, q = j;
      for (int j = 0; j < n && p != k; ++j) exchange(a[k * n + j], a[p * n + j]);
      for (int i = 0; i < n && q != k; ++i) exchange(a[i * n + k], a[i * n + q]);
      exchange(row[k], row[p]);
      exchange(column[k], column[q]);
      odd = odd != ((p != k) != (q != k));
      if (a[k * n + k] == 0) continue;
      for (int i = k + 1; i < n; ++i) {
        T const l = a[i * n + k] = over(a[i * n + k], a[k * n + k]);
        for (int j = k + 1; j < n; ++j) a[i * n + j] = minus(a[i * n + j], times(l, a[k * n + j]));
      }
    }
    return odd;
  }
};

/// cof(A), at singular matrices too.   [.., n, n] → [.., n, n]
constexpr term cofactors(term a) {
  if (a.extent(a.rank() - 1) <= 3) return make<small_cofactor_op>(a.shape(), 0, a);
  return make<cofactor_op>(a.shape(), 0, a);
}

}  // namespace tapeless::core
