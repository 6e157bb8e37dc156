// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/lu.hpp>

namespace tapeless::core {

struct inverse_call {
  constexpr term operator()(term a) const {
    return is_square(a, "inverse(a)") ? inverse_op{}(lu_op{}(a)) : a;
  }
};
/// The inverse of a square matrix, or of each of a batch.   [.., n, n] → [.., n, n]   Ā = -Yᵀ G Yᵀ
/// By elimination with partial pivoting; written out, up to n = 2, by Cramer's rule. NaN throughout where a
/// is singular. solve(a, b) is more accurate than matmul(inverse(a), b), and cheaper.
template <class... X>
constexpr called<inverse_call, X...> inverse(X... x) { return compose<inverse_call>(x...); }
template <class... X>
rejected<inverse_call, X...> inverse(X...);

/// The operands of a system of equations: b as matrices, with the batch axes of a.
struct equations {
  term a, b;
  bool vectors = false, fit = false;
  shape y;

  constexpr equations(term matrix, term right, phrase call) : a(matrix), b(right) {
    shape const sa = a.shape(), sb = b.shape();
    int const n = sa[sa.rank - 2];
    vectors = sb.rank == 1 || sb == batch_of(sa, 1);
    if (sb.rank == 0 || sb[vectors ? sb.rank - 1 : sb.rank - 2] != n) {
      a.owner->refuse(call, ": b must have as many rows as a; a is ", sa, ", b is ", sb);
      return;
    }
    if (vectors) b = reshape_op{}(b, with_axes(sb, 1));
    paired_batches const both(a, b, call);
    fit = both.fit;
    if (!fit) return;
    y = both.b.shape();
    if (batch_of(sa).size() == 1) {  // one matrix: the batch is more columns
      int const m = y[y.rank - 1];
      a = reshape_op{}(a, shape{n, sa[sa.rank - 1]});
      folded = y.size() != n * m;
      b = folded ? move_axis(reshape_op{}(b, shape{y.size() / (n * m), n, m}), 1, 0) : b;
      b = reshape_op{}(b, shape{n, y.size() / n});
    } else {
      a = both.a;
      b = both.b;
    }
  }
  /// The solution, of `rows` rows, in the shape that is wanted.
  constexpr term back(term x, int rows) const {
    shape wanted = y;
    wanted.extent[wanted.rank - 2] = rows;
    if (folded) x = move_axis(reshape_op{}(x, shape{rows, y.size() / (y[y.rank - 2] * y[y.rank - 1]),
                                                    y[y.rank - 1]}), 1, 0);
    if (vectors) --wanted.rank;
    return reshape_op{}(x, wanted);
  }

private:
  bool folded = false;
};

struct solve_call {
  constexpr term operator()(term a, term b) const {
    if (!is_square(a, "solve(a, b)")) return a;
    equations const e(a, b, "solve(a, b)");
    return e.fit ? e.back(solve_op{}(lu_op{}(e.a), e.b, false), a.extent(a.rank() - 1)) : a;
  }
};
/// The solution x of a x = b for a square matrix.
///     [.., n, n] [.., n, m] → [.., n, m]   [.., n, n] [n] → [.., n]
///     b̄ = a⁻ᵀ g   ā = -b̄ xᵀ (Giles 2008, 2.2.3)
/// b is a vector or matrix; as in PyTorch also one vector for each matrix, [.., n, n] [.., n]. Batch axes
/// broadcast. By elimination with partial pivoting, shared by all solutions and gradients with one a; written
/// out, up to n = 2, by Cramer's rule, above with reciprocals of pivots, which are infinite where a pivot is
/// subnormal. NaN throughout where a is singular.
template <class... X>
constexpr called<solve_call, X...> solve(X... x) { return compose<solve_call>(x...); }
template <class... X>
rejected<solve_call, X...> solve(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::inverse, core::solve;
}  // namespace tapeless
