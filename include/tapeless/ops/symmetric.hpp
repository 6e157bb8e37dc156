// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/matrix.hpp>

namespace tapeless::core {

/// The lower triangle of the last two axes, mirrored.   [.., n, n] → [.., n, n]   x̄ = g folded
struct mirror_op {
  static constexpr phrase name = "symmetric";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term, term);
  static constexpr long long batched(long long) { return 0; }

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    matrices const m(c.y);
    for (int b = 0; b < m.count; ++b, x += m.rows * m.rows)
      for (int i = 0; i < m.rows; ++i)
        for (int j = 0; j < m.rows; ++j, ++y) *y = i < j ? x[j * m.rows + i] : x[i * m.rows + j];
  }
  constexpr term operator()(term x) const {
    if (is_zero(x) || is<mirror_op>(x)) return x;                             // zero, mirrored before → x
    return make<mirror_op>(x.shape(), 0, x);
  }
};
/// Its transpose: what is above the diagonal added to its mirror image, zero left behind.   x̄ = g mirrored
struct fold_op {
  static constexpr phrase name = "fold";
  static constexpr long long flops(call const& c) { return c.y.size() / 2; }
  static constexpr cotangents pullback(term g, term, term) { return mirror_op{}(g); }
  static constexpr long long batched(long long) { return 0; }

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    matrices const m(c.y);
    T const nothing = nothing_for(*x);
    for (int b = 0; b < m.count; ++b, x += m.rows * m.rows)
      for (int i = 0; i < m.rows; ++i)
        for (int j = 0; j < m.rows; ++j, ++y) {
          T const& own = x[i * m.rows + j];
          *y = i < j ? nothing : i == j ? own : plus(own, x[j * m.rows + i]);
        }
  }
  constexpr term operator()(term x) const {
    return is_zero(x) ? x : make<fold_op>(x.shape(), 0, x);                   // zero → zero
  }
};
constexpr cotangents mirror_op::pullback(term g, term, term) { return fold_op{}(g); }

struct symmetric_call {
  constexpr term operator()(term a) const { return is_square(a, "symmetric(a)") ? mirror_op{}(a) : a; }
};
/// The symmetric matrix with the lower triangle of a, or one for each of a batch.   [.., n, n] → [.., n, n]
///     yᵢⱼ = aᵢⱼ for i ≥ j, else aⱼᵢ;   āᵢⱼ = gᵢⱼ + gⱼᵢ for i > j, gᵢᵢ, zero above
/// Entries above the diagonal never matter, NaN and inf included. It says what a formula cannot know, as of a
/// covariance: written out, entries that mirror each other are one number, and so is what is made of them.
template <class... X>
constexpr called<symmetric_call, X...> symmetric(X... x) { return compose<symmetric_call>(x...); }
template <class... X>
rejected<symmetric_call, X...> symmetric(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::symmetric;
}  // namespace tapeless
