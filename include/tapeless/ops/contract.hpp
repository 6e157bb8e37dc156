// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/select.hpp>

namespace tapeless::core {

/// Matrix product over equal batch axes.   [.., m, k] [.., k, n] → [.., m, n]   Ā = G Bᵀ   B̄ = Aᵀ G
/// (Giles 2008, section 2.2.1). Sums run over k in order, but those of few rows (docs/design.md, Bits).
struct matmul_op {
  static constexpr phrase name = "matmul";
  static constexpr long long flops(call const& c) {
    return 2ll * c.y.size() * c.x[0][c.x[0].rank - 1] - c.y.size();
  }
  static constexpr cotangents pullback(term g, term, term a, term b);
  static constexpr bool shares = true;
  static constexpr term batched(term y, term a, term b);

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a, T const* b) {
    int const n = c.y[c.y.rank - 1], m = c.y[c.y.rank - 2], k = c.x[0][c.x[0].rank - 1];
    for (int batch = 0; batch < c.y.size() / (m * n); ++batch, y += m * n, a += m * k, b += k * n)
      for (int i = 0; i < m; ++i) {
        for (int j = 0; j < n; ++j) y[i * n + j] = times(a[i * k], b[j]);
        for (int l = 1; l < k; ++l)
          for (int j = 0; j < n; ++j) y[i * n + j] = plus(y[i * n + j], times(a[i * k + l], b[l * n + j]));
      }
  }
  /// Both operands of rank 2 or more, with equal batch axes.
  constexpr term operator()(term a, term b) const {
    shape y = a.shape();
    y.extent[y.rank - 1] = b.extent(b.rank() - 1);
    if (is_zero(a) || is_zero(b)) return zero(*a.owner, y);                   // zero B → zero
    if (is<negate_op>(a) && y.size() <= 2 * a.shape().size())                 // (-A) B → -(A B)
      return negate_op{}(matmul_op{}(a.operand(0), b));
    if (is<negate_op>(b) && y.size() <= 2 * b.shape().size())                 // A (-B) → -(A B)
      return negate_op{}(matmul_op{}(a, b.operand(0)));
    if (is<dense_op>(a)) return take_op{}(a.operand(0), b);                   // S x → take
    if (is<permute_op>(a) && is<dense_op>(a.operand(0)) && a.shape() == swapped(a.operand(0).shape()) &&
        a == swap_axes(a.operand(0), a.rank() - 2, a.rank() - 1))
      return put_op{}(a.operand(0).operand(0), b);                            // Sᵀ g → put
    return make<matmul_op>(y, 0, a, b);
  }
  static constexpr shape swapped(shape s) {
    int const last = s[s.rank - 1];
    s.extent[s.rank - 1] = s[s.rank - 2];
    s.extent[s.rank - 2] = last;
    return s;
  }
};
constexpr cotangents matmul_op::pullback(term g, term, term a, term b) {
  return {matmul_op{}(g, transpose_call{}(b)), matmul_op{}(transpose_call{}(a), g)};
}

/// One matrix for all samples: theirs are rows, or columns, of one product.
constexpr term matmul_op::batched(term y, term a, term b) {
  bool const each_a = a.rank() > y.operand(0).rank(), each_b = b.rank() > y.operand(1).rank();
  if (each_a && each_b) return matmul_op{}(a, b);
  if (y.rank() != 2) return {};
  int const m = y.extent(0), n = y.extent(1), count = (each_a ? a : b).extent(0);
  if (each_a) {
    term const rows = reshape_op{}(a, shape{count * m, a.extent(2)});
    return reshape_op{}(matmul_op{}(rows, b), shape{count, m, n});
  }
  term const rows = reshape_op{}(transpose_call{}(b), shape{count * n, b.extent(1)});
  return transpose_call{}(reshape_op{}(matmul_op{}(rows, transpose_call{}(a)), shape{count, n, m}));
}

struct matmul_call {
  constexpr term operator()(term a, term b) const {
    constexpr phrase call = "matmul(a, b)";
    shape sa = a.shape(), sb = b.shape();
    if (sa.rank == 0 || sb.rank == 0) {
      a.owner->refuse(call, ": both must have at least one axis; a is ", sa, ", b is ", sb);
      return a;
    }
    bool const row = sa.rank == 1, column = sb.rank == 1;
    if (row) sa = shape{1, sa[0]};
    if (column) sb = shape{sb[0], 1};
    int const m = sa[sa.rank - 2], k = sa[sa.rank - 1], n = sb[sb.rank - 1];
    if (k != sb[sb.rank - 2]) {
      a.owner->refuse(call, ": the columns of a must match the rows of b; a is ", a.shape(), ", b is ",
                      b.shape());
      return a;
    }
    shape batch_a = sa, batch_b = sb;
    batch_a.rank -= 2;
    batch_b.rank -= 2;
    if (!broadcastable(batch_a, batch_b)) {
      a.owner->refuse(call, ": the axes before the last two must broadcast; a is ", a.shape(), ", b is ",
                      b.shape());
      return a;
    }
    shape y = broadcast(batch_a, batch_b);
    term product;
    if (batch_b.size() == 1 && batch_a.size() > 1) {  // one B: the batch is more rows of A
      product = matmul_op{}(reshape_op{}(a, shape{sa.size() / k, k}), reshape_op{}(b, shape{k, n}));
    } else {
      shape full_a = y, full_b = y;
      full_a.append(m), full_a.append(k);
      full_b.append(k), full_b.append(n);
      product = matmul_op{}(broadcast_term(reshape_op{}(a, sa), full_a),
                            broadcast_term(reshape_op{}(b, sb), full_b));
    }
    if (!row) y.append(m);
    if (!column) y.append(n);
    return reshape_op{}(product, y);
  }
};
/// The matrix product, in every combination of ranks that torch.matmul knows: vectors stand for a row on the
/// left and for a column on the right and lose that axis again; axes before the last two broadcast.
// /     [m,k] [k,n] → [m,n]    [k] [k] → []    [m,k] [k] → [m]    [k] [k,n] → [n]    [..,m,k] [..,k,n] →
// [..,m,n]
///     Ā = G Bᵀ   B̄ = Aᵀ G
template <class... X>
constexpr called<matmul_call, X...> matmul(X... x) { return compose<matmul_call>(x...); }
template <class... X>
rejected<matmul_call, X...> matmul(X...);

struct dot_call {
  constexpr term operator()(term a, term b) const {
    if (a.rank() == 1 && a.shape() == b.shape()) return matmul_call{}(a, b);
    a.owner->refuse("dot(a, b): both must be vectors of one length; a is ", a.shape(), ", b is ", b.shape());
    return a;
  }
};
/// The inner product of two vectors.   [n] [n] → []   ā = g b   b̄ = g a
template <class... X>
constexpr called<dot_call, X...> dot(X... x) { return compose<dot_call>(x...); }
template <class... X>
rejected<dot_call, X...> dot(X...);

struct outer_call {
  constexpr term operator()(term a, term b) const {
    if (a.rank() == 1 && b.rank() == 1)
      return matmul_op{}(reshape_op{}(a, shape{a.extent(0), 1}), reshape_op{}(b, shape{1, b.extent(0)}));
    a.owner->refuse("outer(a, b): both must be vectors; a is ", a.shape(), ", b is ", b.shape());
    return a;
  }
};
/// The outer product of two vectors.   [m] [n] → [m, n]   ā = G b   b̄ = Gᵀ a
template <class... X>
constexpr called<outer_call, X...> outer(X... x) { return compose<outer_call>(x...); }
template <class... X>
rejected<outer_call, X...> outer(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::matmul, core::dot, core::outer;
}  // namespace tapeless
