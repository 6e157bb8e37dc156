// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/transcendental.hpp>

namespace tapeless::core {

// What the ops on matrices share. A matrix is the last two axes of a tensor; the axes before are batches.

/// A zero that nothing multiplies: structural on terms.
template <class T>
constexpr T nothing_for(T const& x) {
  if constexpr (std::same_as<T, term>) return zero(*x.owner, tapeless::core::scalar);
  else return T{};
}
template <class T>
constexpr T nan_for(T const& x) {
  return number_for(x, limits<long double>::quiet_NaN());
}
// Arithmetic of kernels on numbers and terms, beside plus, minus and times.
template <class T>
constexpr T quotient_of(T x, T y) {
  if constexpr (std::same_as<T, term>) return divide_op{}(x, y);
  else return over(x, y);
}
template <class T>
constexpr T negative_of(T x) {
  if constexpr (std::same_as<T, term>) return negate_op{}(x);
  else return -x;
}
template <class T>
constexpr T root_of(T x) {
  if constexpr (std::same_as<T, term>) return sqrt_op{}(x);
  else return sqrt_op::value(x);
}
template <class T>
constexpr T logarithm_of(T x) {
  if constexpr (std::same_as<T, term>) return log_op{}(x);
  else return log_op::value(x);
}
/// |x|: pivots are compared by it.
template <class T>
constexpr T size_of(T x) {
  if constexpr (std::same_as<T, term>) return abs_op{}(x);
  else return abs_op::value(x);
}

/// The extents of a batch of matrices.
struct matrices {
  int rows, columns, count;
  constexpr explicit matrices(shape const& s)
      : rows(s[s.rank - 2]), columns(s[s.rank - 1]), count(s.size() / (rows * columns)) {}
};
constexpr shape batch_of(shape s, int axes_of_one = 2) {
  s.rank -= axes_of_one;
  return s;
}
constexpr shape with_axes(shape s, std::same_as<int> auto... extents) {
  (s.append(extents), ...);
  return s;
}
constexpr term matrix_transpose(term x) { return swap_axes(x, x.rank() - 2, x.rank() - 1); }
constexpr term matrix_product(term a, term b) { return matmul_op{}(a, b); }

/// The identity matrix, once for every batch.
constexpr term identity_like(term a, int n) {
  sequence<long double> entries(n * n, 0);
  for (int i = 0; i < n; ++i) entries[i * n + i] = 1;
  return broadcast_term(table(*a.owner, entries.begin(), shape{n, n}), with_axes(batch_of(a.shape()), n, n));
}

/// Whether x is a batch of square matrices; otherwise the graph holds the sentence.
constexpr bool is_square(term a, phrase call) {
  shape const s = a.shape();
  if (s.rank >= 2 && s[s.rank - 1] == s[s.rank - 2]) return true;
  a.owner->refuse(call, ": a must be a square matrix or a batch of them; a is ", s);
  return false;
}
/// Two operands with their batch axes broadcast; the last `axes_of_b` axes of b are its own.
struct paired_batches {
  term a, b;
  bool fit;
  constexpr paired_batches(term x, term y, phrase call, int axes_of_b = 2) : a(x), b(y) {
    shape const sx = x.shape(), sy = y.shape(), bx = batch_of(sx), by = batch_of(sy, axes_of_b);
    fit = broadcastable(bx, by);
    if (!fit) {
      x.owner->refuse(call, ": the axes before the matrices must broadcast; a is ", sx, ", b is ", sy);
      return;
    }
    shape fa = broadcast(bx, by), fb = fa;
    for (int axis = sx.rank - 2; axis < sx.rank; ++axis) fa.append(sx[axis]);
    for (int axis = sy.rank - axes_of_b; axis < sy.rank; ++axis) fb.append(sy[axis]);
    a = broadcast_term(x, fa);
    b = broadcast_term(y, fb);
  }
};

/// The part of a matrix on one side of its diagonal, zero elsewhere.   x̄ = the same part of g
/// with = upper | how the diagonal is taken
struct triangle_op {
  static constexpr phrase name = "triangle";
  static constexpr long long upper = 1, halved = 2, strict = 4;  ///< strict: without the diagonal
  static constexpr long long flops(call const& c) { return c.y.size(); }
  static constexpr cotangents pullback(term g, term y, term) { return triangle_op{}(g, y->with); }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    matrices const m(c.y);
    for (int b = 0; b < m.count; ++b)
      for (int i = 0; i < m.rows; ++i)
        for (int j = 0; j < m.columns; ++j, ++y, ++x) {
          if (i == j && (c.with & strict) == 0) *y = c.with & halved ? times(number_for(*x, 0.5L), *x) : *x;
          else *y = i != j && (j > i) == ((c.with & upper) != 0) ? *x : nothing_for(*x);
        }
  }
  constexpr term operator()(term x, long long which) const {
    return is_zero(x) ? x : make<triangle_op>(x.shape(), which, x);           // zero → zero
  }
};
/// (x + xᵀ) / 2
constexpr term symmetrised(term x) { return (x + matrix_transpose(x)) * 0.5; }

}  // namespace tapeless::core
