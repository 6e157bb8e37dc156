// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/matrix.hpp>

namespace tapeless::core {

/// A = V diag(λ) Vᵀ of a symmetric matrix, whose lower triangle is read, by Jacobi's rotations in cyclic
/// order (Golub & Van Loan, 8.5): one result, V over a row of λ, of which slices are taken.
///     [.., n, n] → [.., n + 1, n]
///     Ā = V (diag λ̄ + S) Vᵀ with Sᵢⱼ = (M - Mᵀ)ᵢⱼ / (2 (λⱼ - λᵢ)), M = Vᵀ V̄ (Giles 2008, 3.1, symmetrised)
/// λ rises; the greatest entry of each column of V is positive. Equal eigenvalues have S = 0.
struct eigh_op {
  static constexpr phrase name = "eigh";
  static constexpr int smoothness = jumps;
  static constexpr long long flops(call const& c) { return 60ll * c.x[0].size() * matrices(c.x[0]).rows; }
  static constexpr term vectors_of(term packed) {
    return slice_along(packed, {packed.rank() - 2, 0, 1}, packed.extent(packed.rank() - 1));
  }
  static constexpr term values_of(term packed) {
    return slice_along(packed, {packed.rank() - 2, packed.extent(packed.rank() - 1), 1}, 1);
  }
  static constexpr cotangents pullback(term g, term y, term a) {
    int const n = a.extent(a.rank() - 1), row = a.rank() - 2;
    term const v = vectors_of(y), values = values_of(y), t = matrix_transpose(v);
    term const scaled = v * values_of(g);  // V diag λ̄
    term total = matrix_product(scaled, t);
    if (is<spread_op>(g) && progression(g->with).axis == row && progression(g->with).start == n)
      return total;  // only the eigenvalues are used
    term const m = matrix_product(t, vectors_of(g)), odd = m - matrix_transpose(m);
    term const gap = values - matrix_transpose(values);
    term const none = zero(*a.owner, a.shape());
    term const equal = equal_op{}(gap, constant(*a.owner, 0, a.shape()));
    term const safe = where_op{}(equal, constant(*a.owner, 1, a.shape()), gap);
    term const s = where_op{}(equal, none, odd / (2 * safe));
    return total + matrix_product(matrix_product(v, s), t);
  }
  static constexpr long long batched(long long with) { return with; }

  template <call C, class T>
  static constexpr void evaluate(T* y, T const* a) {
    constexpr matrices s(C.x[0]);
    constexpr int n = s.rows;
    for (int b = 0; b < s.count; ++b, a += n * n, y += (n + 1) * n) of_one<n>(y, y + n * n, a);
  }

private:
  static constexpr int most_sweeps = 40;

  template <int N, class T>
  static constexpr void of_one(T* v, T* values, T const* a) {
    fixed<T, N * N> m;
    bool finite = true;
    for (int i = 0; i < N; ++i)
      for (int j = 0; j <= i; ++j) {
        m[i * N + j] = m[j * N + i] = a[i * N + j];
        finite = finite && size_of(a[i * N + j]) <= limits<T>::max();
      }
    for (int i = 0; i < N * N; ++i) v[i] = i % (N + 1) == 0 ? T{} + 1 : T{};
    bool moved = finite;
    for (int sweep = 0; moved && sweep < most_sweeps; ++sweep) {
      moved = false;
      for (int p = 0; p + 1 < N; ++p)
        for (int q = p + 1; q < N; ++q) moved = rotate<N>(m, v, p, q) || moved;
    }
    for (int i = 0; i < N; ++i) values[i] = finite ? m[i * N + i] : nan_for(*a);
    for (int i = 0; i < N * N && !finite; ++i) v[i] = nan_for(*a);
    sort<N>(v, values);
  }
  /// Makes m(p, q) zero. Whether it was not negligible: beside what it is between, it changes nothing.
  template <int N, class T>
  static constexpr bool rotate(T* m, T* v, int p, int q) {
    T const off = m[p * N + q], first = m[p * N + p], second = m[q * N + q];
    if (off == 0) return false;
    T const small = size_of(off);
    auto const dwarfs = [small](T x) { return plus(size_of(x), small) == size_of(x); };
    if (dwarfs(first) && dwarfs(second)) {
      m[p * N + q] = m[q * N + p] = T{};
      return false;
    }
    // t = tan of the angle: the smaller root of t² + 2 θ t = 1, with θ = (second - first) / (2 off)
    T const theta = over(minus(second / 2, first / 2), off), size = size_of(theta);
    bool const steep = size > T(1e9) * T(1e9);  // θ² may overflow
    T const other = steep ? size : root_of(plus(times(size, size), T{} + 1));
    T const t = over(T{} + (theta < 0 ? -1 : 1), plus(size, other));
    T const cosine = over(T{} + 1, root_of(plus(times(t, t), T{} + 1))), sine = times(t, cosine);
    m[p * N + p] = minus(first, times(t, off));
    m[q * N + q] = plus(second, times(t, off));
    m[p * N + q] = m[q * N + p] = T{};
    auto const turn = [cosine, sine](T& x, T& y) {
      T const old = x;
      x = minus(times(cosine, old), times(sine, y));
      y = plus(times(sine, old), times(cosine, y));
    };
    for (int k = 0; k < N; ++k) {
      turn(v[k * N + p], v[k * N + q]);
      if (k == p || k == q) continue;
      turn(m[k * N + p], m[k * N + q]);
      m[p * N + k] = m[k * N + p];
      m[q * N + k] = m[k * N + q];
    }
    return true;
  }
  template <int N, class T>
  static constexpr void sort(T* v, T* values) {
    auto const exchange = [](T& x, T& y) {
      T const kept = x;
      x = y;
      y = kept;
    };
    for (int i = 1; i < N; ++i)  // insertion: eigenvalues with their columns
      for (int j = i; j > 0 && values[j] < values[j - 1]; --j) {
        exchange(values[j], values[j - 1]);
        for (int k = 0; k < N; ++k) exchange(v[k * N + j], v[k * N + j - 1]);
      }
    for (int j = 0; j < N; ++j) {
      int greatest = 0;
      for (int k = 1; k < N; ++k)
        if (size_of(v[k * N + j]) > size_of(v[greatest * N + j])) greatest = k;
      for (int k = 0; k < N && v[greatest * N + j] < 0; ++k)
        if (k != greatest) v[k * N + j] = -v[k * N + j];
      if (v[greatest * N + j] < 0) v[greatest * N + j] = -v[greatest * N + j];
    }
  }
};

constexpr term spectrum_of(term a) {
  shape y = a.shape();
  ++y.extent[y.rank - 2];
  return make<eigh_op>(y, 0, a);
}
struct eigh_values_call {
  constexpr term operator()(term a) const {
    if (!is_square(a, "eigh_values(a)")) return a;
    return reshape_op{}(eigh_op::values_of(spectrum_of(a)), batch_of(a.shape(), 1));
  }
};
/// The eigenvalues of a symmetric matrix, or of each of a batch, rising.   [.., n, n] → [.., n]
///     ā = V diag(g) Vᵀ with V = eigh_vectors(a)
/// By Jacobi's rotations; one factorisation for values, vectors and gradients. Only the lower triangle of a
/// is read; the gradient is symmetric. NaN throughout where an entry read is no number or infinite.
template <class... X>
constexpr called<eigh_values_call, X...> eigh_values(X... x) { return compose<eigh_values_call>(x...); }
template <class... X>
rejected<eigh_values_call, X...> eigh_values(X...);

struct eigh_vectors_call {
  constexpr term operator()(term a) const {
    return is_square(a, "eigh_vectors(a)") ? eigh_op::vectors_of(spectrum_of(a)) : a;
  }
};
/// The eigenvectors of a symmetric matrix as columns, in the order of eigh_values.   [.., n, n] → [.., n, n]
///     ā = V S Vᵀ with Sᵢⱼ = (M - Mᵀ)ᵢⱼ / (2 (λⱼ - λᵢ)), M = Vᵀ g (Giles 2008, 3.1)
/// The greatest entry of each column is positive. Where eigenvalues are equal no derivative exists, and those
/// entries of S are 0.
template <class... X>
constexpr called<eigh_vectors_call, X...> eigh_vectors(X... x) { return compose<eigh_vectors_call>(x...); }
template <class... X>
rejected<eigh_vectors_call, X...> eigh_vectors(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::eigh_values, core::eigh_vectors;
}  // namespace tapeless
