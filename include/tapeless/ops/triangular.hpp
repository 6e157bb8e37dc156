// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/solve.hpp>

namespace tapeless::core {

/// triangular_solve: the upper triangle of a is read, rather than the lower.
struct upper_option : option {};
inline constexpr upper_option upper_triangle{};
/// triangular_solve: aᵀ x = b.
struct transposed_option : option {};
inline constexpr transposed_option transposed{};
/// triangular_solve: the diagonal of a is taken as 1 and not read.
struct unit_option : option {};
inline constexpr unit_option unit_diagonal{};

/// The solution of T X = B or Tᵀ X = B by substitution, T one triangle of A.   B̄ = T⁻ᵀ g   T̄ = -B̄ Xᵀ, in
/// the triangle only   with = upper | transposed | unit
struct triangular_op {
  static constexpr phrase name = "triangular_solve";
  static constexpr long long upper = 1, transpose = 2, unit = 4;
  static constexpr long long flops(call const& c) { return 1ll * c.y.size() * matrices(c.y).rows; }
  static constexpr cotangents pullback(term g, term y, term a, term);
  static constexpr long long batched(long long with) { return with; }

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a, T const* b) {
    matrices const s(c.y);
    int const n = s.rows, m = s.columns;
    bool const flipped = (c.with & transpose) != 0, backwards = ((c.with & upper) != 0) != flipped;
    for (int batch = 0; batch < s.count; ++batch, y += n * m, b += n * m, a += n * n)
      for (int r = 0; r < n; ++r) {
        int const i = backwards ? n - 1 - r : r;
        for (int j = 0; j < m; ++j) y[i * m + j] = b[i * m + j];
        for (int before = 0; before < r; ++before) {
          int const k = backwards ? n - 1 - before : before;
          T const factor = flipped ? a[k * n + i] : a[i * n + k];
          for (int j = 0; j < m; ++j) y[i * m + j] = minus(y[i * m + j], times(factor, y[k * m + j]));
        }
        if ((c.with & unit) == 0)
          for (int j = 0; j < m; ++j) y[i * m + j] = quotient_of(y[i * m + j], a[i * n + i]);
      }
  }
  /// Equal batch axes.
  constexpr term operator()(term a, term b, long long how) const {
    return is_zero(b) ? b : make<triangular_op>(b.shape(), how, a, b);        // T⁻¹ zero → zero
  }
};
constexpr cotangents triangular_op::pullback(term g, term y, term a, term) {
  long long const how = y->with;
  term const b = triangular_op{}(a, g, how ^ transpose);
  term const whole =
      how & transpose ? matrix_product(y, matrix_transpose(b)) : matrix_product(b, matrix_transpose(y));
  long long const side = how & upper ? triangle_op::upper : 0;
  long long const diagonal = how & unit ? triangle_op::strict : 0;
  return {negate_op{}(triangle_op{}(whole, side | diagonal)), b};
}

struct triangular_call {
  template <class... O>
  static constexpr long long how = (has<upper_option, O...> ? triangular_op::upper : 0) |
                                   (has<transposed_option, O...> ? triangular_op::transpose : 0) |
                                   (has<unit_option, O...> ? triangular_op::unit : 0);
  template <Option... O>
    requires((std::same_as<O, upper_option> || std::same_as<O, transposed_option> ||
              std::same_as<O, unit_option>) &&
             ...)
  constexpr term operator()(term a, term b, O...) const {
    if (!is_square(a, "triangular_solve(a, b)")) return a;
    equations const e(a, b, "triangular_solve(a, b)");
    return e.fit ? e.back(triangular_op{}(e.a, e.b, how<O...>), a.extent(a.rank() - 1)) : a;
  }
};
/// The solution x of t x = b by substitution, where t is the lower triangle of a. Options: the upper one with
/// `upper_triangle`, tᵀ x = b with `transposed`, a diagonal of ones with `unit_diagonal`, as in
/// triangular_solve(a, b, upper_triangle, transposed).
///     [.., n, n] [.., n, m] → [.., n, m]   [.., n, n] [n] → [.., n]   b̄ = t⁻ᵀ g   t̄ = -b̄ xᵀ
/// Only the triangle is read, so the gradient of a is 0 outside it. A zero on the diagonal divides by zero.
template <class... X>
constexpr called<triangular_call, X...> triangular_solve(X... x) { return compose<triangular_call>(x...); }
template <class... X>
rejected<triangular_call, X...> triangular_solve(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::upper_triangle, core::transposed, core::unit_diagonal, core::triangular_solve;
}  // namespace tapeless
