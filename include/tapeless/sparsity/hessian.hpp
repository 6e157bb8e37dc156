// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/sparsity/jacobian.hpp>

namespace tapeless::core {

/// The entries of a Hessian that may differ from 0, row by row. The derivative of the gradient along a
/// tangent that marks the columns of a colour holds, at row i, the sum of the marked entries; entry (i, j)
/// is read where it is alone, in row i or, as (j, i), in row j.
template <class P>
struct sparse_hessian_call {
  static constexpr phrase name = "sparse_hessian";
  static constexpr int growth = 24;
  constexpr term operator()(term f, std::same_as<term> auto... xs) const {
    constexpr int count = int(sizeof...(xs));
    term const x[]{xs...};
    graph& g = *f.owner;
    constexpr auto const& colouring = column_colouring<P>;
    sequence<term> rows;
    for (int colour = 0; colour < colouring.count; ++colour) {
      sequence<term> t, parts;
      int first = 0;
      for (int k = 0; k < count; ++k) {
        t.push(marked(g, x[k].shape(), colouring.of, first, colour));
        first += x[k].shape().size();
      }
      term const slope = slope_along(f, x, t.begin(), count);
      for (int k = 0; k < count; ++k) parts.push(flatten_call{}(gradient(slope, x[k])));
      rows.push(concat_along(parts.begin(), count, 0));
    }
    return picked(rows_of(rows), places.at, P::nnz);
  }

private:
  /// Whether column j is the only one of its colour in row i.
  static constexpr bool alone(int i, int j) {
    for (int e = P::row_starts[i]; e < P::row_starts[i + 1]; ++e)
      if (int const k = P::column_indices[e];
          k != j && column_colouring<P>.of[k] == column_colouring<P>.of[j])
        return false;
    return true;
  }
  struct table {
    fixed<int, P::nnz> at{};
  };
  static constexpr table find() {
    table t;
    for (int i = 0; i < P::rows; ++i)
      for (int e = P::row_starts[i]; e < P::row_starts[i + 1]; ++e) {
        int const j = P::column_indices[e], low = i < j ? i : j, high = i < j ? j : i;
        t.at[e] = alone(low, high) ? column_colouring<P>.of[high] * P::rows + low
                                   : column_colouring<P>.of[low] * P::rows + high;
      }
    return t;
  }
  static constexpr table places = find();
};

/// The entries of the Hessian of a scalar f that may differ from 0, row by row and both triangles: a vector
/// of hessian_pattern(f, x).nnz, symmetric to the bit. Several variables make one matrix.
///     sparse_hessian(f, x)      sparse_hessian(f, x, y)
/// Evaluated with one derivative of the gradient for each colour of a star colouring (Coleman & Moré 1984). A
/// formula like any other.
template <Scalar F, Variable... Xs>
  requires(sizeof...(Xs) > 0 && Mentions<F, Xs...> && hessian_sparsity<F, Xs...>::nnz > 0)
constexpr applied<sparse_hessian_call<hessian_sparsity<F, Xs...>>, F, Xs...> sparse_hessian(F, Xs...) {
  return {};
}
template <Scalar F, Variable... Xs>
  requires(sizeof...(Xs) > 0 && Mentions<F, Xs...> && hessian_sparsity<F, Xs...>::nnz == 0)
auto sparse_hessian(F, Xs...) -> error<nothing_to_list<F>>;
template <Expression F, class... Xs>
  requires(!Scalar<F>)
auto sparse_hessian(F, Xs...) -> error<no_scalar<"sparse_hessian(f, x)", F>>;
template <Scalar F, class... Xs>
  requires(sizeof...(Xs) == 0 || !(Variable<Xs> && ...))
auto sparse_hessian(F, Xs...) -> error<no_variable<"sparse_hessian(f, x)", Xs...>>;
template <Scalar F, Variable... Xs>
  requires Misses<F, Xs...>
auto sparse_hessian(F, Xs...) -> error<no_mention<"sparse_hessian(f, x)", F, Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::sparse_hessian;
}  // namespace tapeless
