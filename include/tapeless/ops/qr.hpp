// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/triangular.hpp>

namespace tapeless::core {

/// A = Q R of at least as many rows as columns, by Householder's reflections with LAPACK's signs (Golub & Van
/// Loan, 5.2.2): one result, Q over R, of which slices are taken.   [.., m, n] → [.., m + n, n]
///     Ā = (Q̄ + Q C) R⁻ᵀ, where C is R R̄ᵀ - Q̄ᵀ Q with its lower triangle mirrored to the upper (Walter &
///     Lehmann 2012, theorem 3.2)
struct qr_op {
  static constexpr phrase name = "qr";
  static constexpr long long flops(call const& c) { return 4ll * c.x[0].size() * c.x[0][c.x[0].rank - 1]; }
  static constexpr term q_of(term packed, int m) { return slice_along(packed, {packed.rank() - 2, 0, 1}, m); }
  static constexpr term r_of(term packed, int m) {
    int const n = packed.extent(packed.rank() - 1);
    return slice_along(packed, {packed.rank() - 2, m, 1}, n);
  }
  static constexpr cotangents pullback(term g, term y, term a) {
    int const m = a.extent(a.rank() - 2);
    term const q = q_of(y, m), r = r_of(y, m), of_q = q_of(g, m);
    term const of_r = triangle_op{}(r_of(g, m), triangle_op::upper);
    term const c = matrix_product(r, matrix_transpose(of_r)) - matrix_product(matrix_transpose(of_q), q);
    term const below = triangle_op{}(c, triangle_op::strict);
    term const mirrored = triangle_op{}(c, 0) + matrix_transpose(below);
    term const inner = of_q + matrix_product(q, mirrored);
    return matrix_transpose(triangular_op{}(r, matrix_transpose(inner), triangular_op::upper));
  }
  static constexpr long long batched(long long with) { return with; }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    matrices const s(c.x[0]);
    int const m = s.rows, n = s.columns;
    for (int b = 0; b < s.count; ++b, a += m * n, y += (m + n) * n) of_one(y, y + m * n, a, m, n);
  }

private:
  template <class T>
  static constexpr void of_one(T* q, T* r, T const* a, int m, int n) {
    for (int i = 0; i < m * n; ++i) q[i] = a[i];
    for (int k = 0; k < n; ++k) {
      r[k * n + k] = reflector(q, m, n, k);
      for (int j = k + 1; j < n; ++j) reflect(q, m, n, k, j);
    }
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        if (i != j) r[i * n + j] = j > i ? q[i * n + j] : T{};
    for (int k = n; k-- > 0;) {  // Q from its reflectors, the last first, in their place
      for (int j = k + 1; j < n; ++j) {
        q[k * n + j] = T{};
        reflect(q, m, n, k, j);
      }
      T const factor = scale_of(q, m, n, k);
      for (int i = k + 1; i < m; ++i) q[i * n + k] = -times(factor, q[i * n + k]);
      q[k * n + k] = minus(T{} + 1, factor);
    }
  }
  /// Puts v, whose first entry is 1 and not stored, below the diagonal of column k: I - 2 v vᵀ / vᵀv makes
  /// the rest of the column zero. Returns what stays on the diagonal.
  template <class T>
  static constexpr T reflector(T* q, int m, int n, int k) {
    T const head = q[k * n + k];
    T most = T{};
    for (int i = k + 1; i < m; ++i)
      if (T const x = size_of(q[i * n + k]); x > most || x != x) most = x;
    if (most == 0) return head;
    if (size_of(head) > most) most = size_of(head);
    T total = T{};
    for (int i = k; i < m; ++i) {
      T const x = over(q[i * n + k], most);
      total = plus(total, times(x, x));
    }
    T const length = times(most, root_of(total)), pivot = head < 0 ? length : -length;
    T const first = minus(head, pivot);
    for (int i = k + 1; i < m; ++i) q[i * n + k] = over(q[i * n + k], first);
    return pivot;
  }
  /// 2 / vᵀv; 0 where there is nothing to reflect.
  template <class T>
  static constexpr T scale_of(T const* q, int m, int n, int k) {
    T total = T{} + 1;
    bool any = false;
    for (int i = k + 1; i < m; ++i) {
      total = plus(total, times(q[i * n + k], q[i * n + k]));
      any = any || q[i * n + k] != 0;
    }
    return any ? over(T{} + 2, total) : T{};
  }
  /// Column j reflected by the vector in column k.
  template <class T>
  static constexpr void reflect(T* q, int m, int n, int k, int j) {
    T const factor = scale_of(q, m, n, k);
    T along = q[k * n + j];
    for (int i = k + 1; i < m; ++i) along = plus(along, times(q[i * n + k], q[i * n + j]));
    along = times(factor, along);
    q[k * n + j] = minus(q[k * n + j], along);
    for (int i = k + 1; i < m; ++i) q[i * n + j] = minus(q[i * n + j], times(along, q[i * n + k]));
  }
};

/// Q and R of any matrix. With more columns than rows, Q is that of the first columns, and R = Qᵀ A.
struct qr_factors {
  term q, r;
  constexpr explicit qr_factors(term a) {
    int const row = a.rank() - 2, m = a.extent(row), n = a.extent(row + 1), k = m < n ? m : n;
    term const first = slice_along(a, {row + 1, 0, 1}, k);
    shape y = first.shape();
    y.extent[row] = m + k;
    term const packed = make<qr_op>(y, 0, first);
    q = qr_op::q_of(packed, m);
    r = qr_op::r_of(packed, m);
    if (k < n) {
      term const rest = slice_along(a, {row + 1, k, 1}, n - k);
      r = concat_along(r, matrix_product(matrix_transpose(q), rest), row + 1);
    }
  }
};
constexpr bool is_matrix(term a, phrase call) {
  if (a.rank() >= 2) return true;
  a.owner->refuse(call, ": a must be a matrix or a batch of them; a is ", a.shape());
  return false;
}
struct qr_q_call {
  constexpr term operator()(term a) const { return is_matrix(a, "qr_q(a)") ? qr_factors(a).q : a; }
};
struct qr_r_call {
  constexpr term operator()(term a) const { return is_matrix(a, "qr_r(a)") ? qr_factors(a).r : a; }
};
/// The orthogonal factor of a = Q R, reduced: with k = min(m, n),   [.., m, n] → [.., m, k]
///     ā = (Q̄ + Q C) R⁻ᵀ, C = R R̄ᵀ - Q̄ᵀ Q with its lower triangle mirrored (Walter & Lehmann 2012)
/// By Householder's reflections, one factorisation for Q, R and their gradients; signs as in LAPACK. The
/// gradient needs the first k columns of a to be independent.
template <class... X>
constexpr called<qr_q_call, X...> qr_q(X... x) { return compose<qr_q_call>(x...); }
template <class... X>
rejected<qr_q_call, X...> qr_q(X...);
/// The upper triangular factor of a = Q R.   [.., m, n] → [.., k, n]   as qr_q
template <class... X>
constexpr called<qr_r_call, X...> qr_r(X... x) { return compose<qr_r_call>(x...); }
template <class... X>
rejected<qr_r_call, X...> qr_r(X...);

struct least_squares_call {
  constexpr term operator()(term a, term b) const {
    constexpr phrase call = "least_squares(a, b)";
    if (!is_matrix(a, call)) return a;
    equations const e(a, b, call);
    if (!e.fit) return a;
    int const m = a.extent(a.rank() - 2), n = a.extent(a.rank() - 1);
    if (m >= n) {
      qr_factors const f(e.a);
      term const right = matrix_product(matrix_transpose(f.q), e.b);
      return e.back(triangular_op{}(f.r, right, triangular_op::upper), n);
    }
    qr_factors const f(matrix_transpose(e.a));  // Rᵀ Qᵀ x = b
    term const y = triangular_op{}(f.r, e.b, triangular_op::upper | triangular_op::transpose);
    return e.back(matrix_product(f.q, y), n);
  }
};
/// The x with the least |a x - b|², by QR; with more columns than rows the shortest x with a x = b.
///     [.., m, n] [.., m, k] → [.., n, k]   [.., m, n] [m] → [.., n]
/// a must have full rank. A composite of the factorisation, whose gradients it has.
template <class... X>
constexpr called<least_squares_call, X...> least_squares(X... x) {
  return compose<least_squares_call>(x...);
}
template <class... X>
rejected<least_squares_call, X...> least_squares(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::qr_q, core::qr_r, core::least_squares;
}  // namespace tapeless
