// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/cofactor.hpp>

namespace tapeless::core {

/// det A of up to three rows, expanded along the first.   Ā = g cof(A), polynomials, at singular A too
struct small_determinant_op {
  static constexpr phrase name = "det";
  static constexpr long long flops(call const& c) { return 14ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term, term a) {
    return reshape_op{}(g, with_axes(g.shape(), 1, 1)) * cofactors(a);
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    int const n = matrices(c.x[0]).rows;
    for (int b = 0; b < c.y.size(); ++b, a += n * n) {
      y[b] = times(a[0], small_cofactor_op::entry(a, n, 0, 0));
      for (int j = 1; j < n; ++j) y[b] = plus(y[b], times(a[j], small_cofactor_op::entry(a, n, 0, j)));
    }
  }
};

/// det A from lu(A): the product of the pivots.   Ā = g cof(A): no division by det A
struct determinant_op {
  static constexpr phrase name = "det";
  static constexpr long long flops(call const& c) {
    matrices const m(c.x[0]);
    return m.count * (elimination::flops(m.rows) + m.rows * m.rows);
  }
  static constexpr cotangents pullback(term g, term, term lu) {
    return reshape_op{}(g, with_axes(g.shape(), 1, 1)) * cofactors(lu.operand(0));
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    int const n = matrices(c.x[0]).rows;
    for (int b = 0; b < c.y.size(); ++b) {
      if constexpr (std::same_as<T, term>) {
        elimination const e(a, n);
        y[b] = e.parity();
        for (int i = 0; i < n; ++i) y[b] = times(y[b], e.lu[i * n + i]);
        a += n * n;
      } else {
        y[b] = number_for(*a, 1);
        for (int i = 0; i < n; ++i) {
          y[b] = times(y[b], a[i * n + i]);
          if (static_cast<int>(a[n * n + i]) != i) y[b] = -y[b];
        }
        a += lu_op::numbers_of(n);
      }
    }
  }
};

/// ln |det A| from lu(A): the sum of the pivots' logarithms.   Ā = g A⁻ᵀ (Giles 2008, 2.2.4)
/// -inf where A is singular, and then ±inf or NaN in the gradient
struct log_determinant_op {
  static constexpr phrase name = "logabsdet";
  static constexpr long long flops(call const& c) { return determinant_op::flops(c) + c.x[0].size(); }
  static constexpr long long transcendentals(call const& c) {
    return 1ll * c.y.size() * matrices(c.x[0]).rows;
  }
  static constexpr cotangents pullback(term g, term, term lu) {
    term const inverse = inverse_op{}(lu, inverse_op::unchecked);
    return reshape_op{}(g, with_axes(g.shape(), 1, 1)) * matrix_transpose(inverse);
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    int const n = matrices(c.x[0]).rows;
    auto const sum_of_logarithms = [n](T const* lu) {
      T total = logarithm_of(size_of(lu[0]));
      for (int i = 1; i < n; ++i) total = plus(total, logarithm_of(size_of(lu[i * n + i])));
      return total;
    };
    for (int b = 0; b < c.y.size(); ++b)
      if constexpr (std::same_as<T, term>) y[b] = sum_of_logarithms(elimination(a + b * n * n, n).lu.begin());
      else y[b] = sum_of_logarithms(a + b * lu_op::numbers_of(n));
  }
};

/// The sign of det A from lu(A): 1, -1, or 0 where A is singular. Flat.
struct determinant_sign_op {
  static constexpr phrase name = "slogdet_sign";
  static constexpr long long flops(call const& c) { return determinant_op::flops(c) + 4ll * c.x[0].size(); }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr T signed_by(T sign, T pivot) {
    T const none = number_for(pivot, 0);
    T const otherwise = choose(is_less(none, pivot), sign, none);
    T const result = choose(is_less(pivot, none), negative_of(sign), otherwise);
    return choose(is_equal(pivot, pivot), result, nan_for(pivot));
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a) {
    int const n = matrices(c.x[0]).rows;
    for (int b = 0; b < c.y.size(); ++b) {
      if constexpr (std::same_as<T, term>) {
        elimination const e(a, n);
        y[b] = e.parity();
        for (int i = 0; i < n; ++i) y[b] = signed_by(y[b], e.lu[i * n + i]);
        a += n * n;
      } else {
        y[b] = number_for(*a, 1);
        for (int i = 0; i < n; ++i) {
          y[b] = signed_by(y[b], a[i * n + i]);
          if (static_cast<int>(a[n * n + i]) != i) y[b] = -y[b];
        }
        a += lu_op::numbers_of(n);
      }
    }
  }
};

struct det_call {
  constexpr term operator()(term a) const {
    if (!is_square(a, "det(a)")) return a;
    if (a.extent(a.rank() - 1) <= 3) return make<small_determinant_op>(batch_of(a.shape()), 0, a);
    return make<determinant_op>(batch_of(a.shape()), 0, lu_op{}(a));
  }
};
/// The determinant of a square matrix, or of each of a batch.   [.., n, n] → [..]   Ā = g cof(A)
/// The gradient is the cofactor matrix, so it is right at singular matrices, at every order. Up to n = 3 by
/// expansion, else by elimination.
template <class... X>
constexpr called<det_call, X...> det(X... x) { return compose<det_call>(x...); }
template <class... X>
rejected<det_call, X...> det(X...);

struct logabsdet_call {
  constexpr term operator()(term a) const {
    if (!is_square(a, "logabsdet(a)")) return a;
    return make<log_determinant_op>(batch_of(a.shape()), 0, lu_op{}(a));
  }
};
/// ln |det a| of a square matrix, or of each of a batch, without overflow.   [.., n, n] → [..]   Ā = g A⁻ᵀ
/// -inf where a is singular, its gradient infinite.
template <class... X>
constexpr called<logabsdet_call, X...> logabsdet(X... x) { return compose<logabsdet_call>(x...); }
template <class... X>
rejected<logabsdet_call, X...> logabsdet(X...);

struct slogdet_sign_call {
  constexpr term operator()(term a) const {
    if (!is_square(a, "slogdet_sign(a)")) return a;
    return make<determinant_sign_op>(batch_of(a.shape()), 0, lu_op{}(a));
  }
};
/// The sign of det a: 1, -1 or 0, flat. det a = slogdet_sign(a) exp(logabsdet(a)).   [.., n, n] → [..]
template <class... X>
constexpr called<slogdet_sign_call, X...> slogdet_sign(X... x) { return compose<slogdet_sign_call>(x...); }
template <class... X>
rejected<slogdet_sign_call, X...> slogdet_sign(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::det, core::logabsdet, core::slogdet_sign;
}  // namespace tapeless
