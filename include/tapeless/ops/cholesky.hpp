// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/triangular.hpp>

namespace tapeless::core {

/// L with A = L Lᵀ, by columns; the lower triangle of A is read. NaN throughout where A is not
/// positive definite.
///     Ā = ½ L⁻ᵀ (Φ + Φᵀ) L⁻¹, Φ the lower triangle of Lᵀ g with its diagonal halved (Murray 2016)
struct cholesky_op {
  static constexpr phrase name = "cholesky";
  static constexpr long long flops(call const& c) {
    long long const n = matrices(c.y).rows;
    return matrices(c.y).count * (n * n * n / 3 + 3 * n * n);
  }
  static constexpr cotangents pullback(term g, term l, term) {
    term const lower = matrix_product(matrix_transpose(l), triangle_op{}(g, 0));
    term const inner = triangle_op{}(lower, triangle_op::halved);
    long long const back = triangular_op::transpose;
    term const left = triangular_op{}(l, inner, back);
    return symmetrised(triangular_op{}(l, matrix_transpose(left), back));
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    matrices const m(c.y);
    int const n = m.rows, one = n * n;
    for (int batch = 0; batch < m.count; ++batch, y += one, a += one) {
      for (int i = 0; i < one; ++i) y[i] = nothing_for(*a);
      T definite = number_for(*a, 1);
      for (int j = 0; j < n; ++j) {
        T d = a[j * n + j];
        for (int k = 0; k < j; ++k) d = minus(d, times(y[j * n + k], y[j * n + k]));
        T const positive = is_less(number_for(*a, 0), d);
        definite = j == 0 ? positive : times(definite, positive);
        T const pivot = y[j * n + j] = root_of(choose(positive, d, nan_for(*a)));
        for (int i = j + 1; i < n; ++i) {
          T x = a[i * n + j];
          for (int k = 0; k < j; ++k) x = minus(x, times(y[i * n + k], y[j * n + k]));
          y[i * n + j] = quotient_of(x, pivot);
        }
      }
      for (int i = 0; i < one; ++i) y[i] = choose(definite, y[i], nan_for(*a));
    }
  }
};

struct cholesky_call {
  constexpr term operator()(term a) const {
    return is_square(a, "cholesky(a)") ? make<cholesky_op>(a.shape(), 0, a) : a;
  }
};
/// The lower triangular L with a = L Lᵀ for a symmetric positive definite matrix, or for each of a batch.
///     [.., n, n] → [.., n, n]   ā = ½ L⁻ᵀ (Φ + Φᵀ) L⁻¹, Φ = lower triangle of Lᵀ g, its diagonal halved
/// Only the lower triangle of a is read; the gradient is that by symmetric changes, symmetric itself (Murray
/// 2016), as in PyTorch. NaN throughout where a is not positive definite.
template <class... X>
constexpr called<cholesky_call, X...> cholesky(X... x) { return compose<cholesky_call>(x...); }
template <class... X>
rejected<cholesky_call, X...> cholesky(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::cholesky;
}  // namespace tapeless
